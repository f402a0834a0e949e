// 온체인 결제: 고객 화면과 계산원 화면.
import type { onChain as pattern } from '../en/on-chain.ts';
import type { Words } from '../words.ts';

export const onChain: Words<typeof pattern> = {
  code: '{{amount}} 결제 코드 (라이트닝 또는 온체인)',
  howBoth: '비트코인 지갑으로 스캔하세요. 라이트닝이 가장 빠르고, 온체인도 됩니다.',
  howOnChain: '비트코인 지갑으로 코드를 스캔해 온체인으로 보내 주세요. 라이트닝으로 받기에는 큰 금액입니다.',
  seen: '보내신 결제가 보입니다',
  wait: '블록에 담기기를 기다리고 있습니다. 다시 결제하지 않으셔도 됩니다.',
  replaced: '보내신 결제가 다른 거래로 대체되었습니다. 다시 스캔해 결제하실 수 있습니다.',
  blocks: '블록 {{needed}}개 중 {{made}}개',
  park: '판매 보류',
  wallet: {
    title: '온체인',
    explained: '온체인 결제는 블록에 담길 때까지 기다리며, 그 전에는 되돌릴 수 있습니다.',
    pay: '온체인으로 결제',
    payPart: '절반만',
    payMore: '20% 더',
    takeBack: '되돌리기',
    makeBlock: '블록 {{height}} 만들기',
    status: {
      waiting: '{{amount}} sat, 블록을 기다리는 중',
      confirmed: '{{amount}} sat, {{confirmations}}회 승인됨',
      replaced: '{{amount}} sat, 되돌림',
    },
  },
  fee: '지금 온체인으로 보내면 고객이 수수료로 약 {{fee}} sat을 냅니다. 라이트닝이 더 저렴합니다.',
};
