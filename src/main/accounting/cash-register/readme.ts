// What stands in the zip beside its tables: what they are, and what is not in them.
export const readme = `Cash-register export of Flash Till, in the manner of DSFinV-K 2.4
==================================================================

index.xml names the tables and their columns. Text is UTF-8, cells are parted by a semicolon, decimals have a comma, lines end with CR LF,
the first line of a table is its heading. There is one set of rows for each closing (Z_NR), and the sums of a closing (businesscases,
payment, cash_per_currency) equal its Z report.

This is not a certified export. What the till does not have is left empty:
- It has no technical security device (TSE): tse.csv and transactions_tse.csv have no rows, and no receipt is signed by one.
- The shop's tax number (STNR) and country (LAND) are not known to the till. Street, postcode, town and VAT id are read from the lines
  under the shop's name; check them.
- The document type definition gdpdu-01-09-2004.dtd, which index.xml names, is not in the zip: it is published with the standard.

How it is to be read:
- A payment for a sale that had not ended when its shift did is a receipt of its own (Anzahlungseinstellung) in that shift; the receipt
  of the sale then uses it up (Anzahlungsaufloesung). The same holds for what was given for a refund before it was complete.
- Lightning payments are ElZahlungsdienstleister / Lightning, at the amount that was credited to the receipt. Money that came in and
  belongs to no sale is on no receipt; it is in the export of payments and in the postings.
- A voucher sold is MehrzweckgutscheinKauf and no turnover. A voucher that pays is a payment (GuthabenKarte / Gutschein).
- Sales on account are a payment (Unbar / Auf Rechnung); what customers pay of it is Forderungsaufloesung.
- Tips are TrinkgeldAN, and TrinkgeldAG as far as they bear tax.
- Cash rounding is a line of its own (Aufschlag or Rabatt).
- UST_SCHLUESSEL 1, 2, 5 and 6 are those of the standard; other rates have a key from 1000 on, which vat.csv explains for each closing.
- Amounts of currencies that have three decimals have three.
`;
