// What money on the manager's list is called on the papers of shifts: why it came onto it, and how it went off it again.

export const LISTED_EN: Record<string, string> = {
  late: 'Came late',
  double: 'Came twice',
  excess: 'More than due',
  unexplained: 'Unexplained',
  cancelled_sale: 'Of cancelled sales',
  lost: 'Lost on chain',
};
export const LISTED_KO: Record<string, string> = {
  late: '늦게 도착',
  double: '중복 결제',
  excess: '초과 결제',
  unexplained: '출처 불명',
  cancelled_sale: '취소된 판매',
  lost: '온체인 손실',
};
export const OFF_EN: Record<string, string> = { applied: 'Applied to sales', refunded: 'Given back', noted: 'Noted', replaced: 'Replaced on chain' };
export const OFF_KO: Record<string, string> = { applied: '판매에 적용', refunded: '돌려줌', noted: '확인함', replaced: '온체인에서 대체됨' };
