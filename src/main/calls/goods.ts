// Articles, files of them, and what comes off their prices.
import { eventStream } from '../connecting/event-stream.ts';
import type { Gate } from './gate.ts';

export const catalogueCalls = ({ os, shop, by }: Gate) => ({
  search: os.catalogue.search.handler(({ input }) => shop().catalogue.search(input.text)),
  shelf: os.catalogue.shelf.handler(({ input }) => shop().catalogue.shelf(input.articleId)),
  picture: os.catalogue.picture.handler(({ input }) => shop().catalogue.pictures.read(input.picture)),
  addPicture: os.catalogue.addPicture.handler(({ input }) => shop().catalogue.pictures.add(input.base64)),
  list: os.catalogue.list.handler(({ input }) => shop().catalogue.editing.list(input)),
  article: os.catalogue.article.handler(({ input }) => shop().catalogue.editing.article(input.articleId)),
  put: os.catalogue.put.handler(({ input, context }) => shop().catalogue.editing.put(input, by(context))),
  archive: os.catalogue.archive.handler(({ input, context }) => shop().catalogue.editing.archive(input.articleId, input.archived, by(context))),
  putCategory: os.catalogue.putCategory.handler(({ input, context }) => shop().catalogue.editing.putCategory(input, by(context))),
  orderCategories: os.catalogue.orderCategories.handler(({ input, context }) =>
    shop().catalogue.editing.orderCategories(input.categoryIds, by(context)),
  ),
  priceLists: os.catalogue.priceLists.handler(() => shop().catalogue.editing.priceLists()),
  putPriceLists: os.catalogue.putPriceLists.handler(({ input, context }) => shop().catalogue.editing.putPriceLists(input.lists, by(context))),
  lowStock: os.catalogue.lowStock.handler(() => shop().catalogue.stock.low()),
  stockHistory: os.catalogue.stockHistory.handler(({ input }) => shop().catalogue.stock.history(input.sellableId)),
  moveStock: os.catalogue.moveStock.handler(({ input, context }) => shop().catalogue.stock.move(input.moves, by(context))),
  checkAge: os.catalogue.checkAge.handler(({ input, context }) => shop().catalogue.ages.check(input, by(context))),
});

export const articleFilesCalls = ({ os, shop, by }: Gate) => ({
  upload: os.articleFiles.upload.handler(({ input }) => shop().catalogue.files.upload(input)),
  preview: os.articleFiles.preview.handler(({ input }) => shop().catalogue.files.preview(input.uploadId, input.format)),
  check: os.articleFiles.check.handler(({ input }) => eventStream((tell) => shop().catalogue.files.check(input, tell))),
  rejected: os.articleFiles.rejected.handler(({ input }) => eventStream((tell) => shop().catalogue.files.rejected(input.uploadId, tell))),
  write: os.articleFiles.write.handler(({ input, context }) => shop().catalogue.files.write(input.uploadId, by(context))),
  takeBack: os.articleFiles.takeBack.handler(({ context }) => shop().catalogue.files.takeBack(by(context))),
  forget: os.articleFiles.forget.handler(({ input }) => shop().catalogue.files.forget(input.uploadId)),
  export: os.articleFiles.export.handler(() => eventStream((tell) => shop().catalogue.files.export(tell))),
});

export const offersCalls = ({ os, shop, by }: Gate) => ({
  makePromotion: os.offers.makePromotion.handler(({ input, context }) => shop().offers.makePromotion(input, by(context))),
  endPromotion: os.offers.endPromotion.handler(({ input, context }) => shop().offers.endPromotion(input.promotionId, by(context))),
  putModifierGroups: os.offers.putModifierGroups.handler(({ input, context }) => shop().offers.putModifierGroups(input.groups, by(context))),
});
