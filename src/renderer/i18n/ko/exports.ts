// 관리자가 회계 담당자에게 넘기는 파일.
import type { exports as pattern } from '../en/exports.ts';
import type { Words } from '../words.ts';

export const exports: Words<typeof pattern> = {
  title: '내보내기',
  save: '파일 저장',
  making: '만드는 중, {{share}}',
  saved: '{{fileName}} 파일로 저장했습니다.',
  nothing: {
    title: '저장할 내용이 없습니다',
    days: '이 기간에는 기록이 없습니다. 위에서 다른 기간을 선택해 주세요.',
    zs: '이 기간에 마감한 근무가 없습니다. 위에서 다른 기간을 선택하거나 먼저 근무를 마감해 주세요.',
  },
  kind: {
    payments: {
      title: '결제 내역',
      explained:
        '들어오고 나간 결제를 한 줄씩, 확정된 시세와 sat, 수수료까지 담습니다. 늦게 들어온 돈, 두 번 들어온 돈, 알 수 없는 돈도 표시해서 담습니다. CSV.',
    },
    postings: {
      title: '분개장',
      explained: '아래 계정과목에 따른 복식부기입니다. 차변과 대변이 항상 같고, 각 줄에 근거가 되는 기록 번호가 있습니다. CSV.',
    },
    cash_register: {
      title: '금전등록기 자료',
      explained: '이 기간의 마감과 영수증, 품목, 세금, 결제를 DSFinV-K 방식으로 담습니다. TSE가 없으므로 인증된 자료는 아닙니다. ZIP.',
    },
    journal: {
      title: '기록 원본',
      explained:
        '이 기기가 남긴 모든 기록을 서명된 줄로 담습니다. 파일을 받은 사람은 한 글자도 바뀌지 않았음을 확인할 수 있습니다. 직원과 고객의 이름이 들어 있습니다.',
    },
  },
  by: { label: '합산 단위', entry: '건별', day: '일별', z: '마감별' },
  journalOf: { label: '범위', all: '전체', days: '이 기간' },
  key: {
    title: '서명',
    explained: '기록 원본 파일은 이 기기의 키로 서명됩니다. 파일을 확인할 사람에게 이 키를 종이나 전화로 알려 주세요.',
    none: '기록 원본 파일을 처음 저장할 때 만들어집니다.',
    verify: 'Flash Till이 있는 컴퓨터라면 어디서나 확인할 수 있습니다:',
  },
  chart: {
    title: '계정과목',
    explained: '각 분개가 들어갈 계정입니다. 번호는 회계 담당자에게 확인해 주세요. 이미 내보낸 파일은 그대로입니다.',
    what: '구분',
    number: '코드',
    name: '이름',
    numberOf: '코드: {{label}}',
    nameOf: '이름: {{label}}',
    revenueOf: '매출, {{name}}',
    taxOf: '매출세액, {{rate}} %',
    hint: '비워 둔 과세 유형이나 세율은 공통 계정으로 들어갑니다.',
    wrong: '모든 계정에는 코드(영문, 숫자, 점, 붙임표)와 이름이 있어야 합니다.',
    saved: '계정과목을 저장했습니다',
    savedNext: '다음 분개부터 적용됩니다.',
  },
  account: {
    cash: '현금',
    foreign_cash: '외화 현금',
    safe: '금고나 은행으로 옮긴 현금',
    float: '시작 시 준비금 과부족',
    bitcoin: '비트코인',
    card: '카드',
    receivables: '외상',
    vouchers: '상품권',
    exchange_credit: '교환 예치금',
    prepayments: '끝나지 않은 판매의 선수금',
    refunds_due: '진행 중인 환불',
    unmatched_bitcoin: '판매와 무관한 비트코인',
    other_bitcoin: '다른 용도의 비트코인',
    tips: '팁',
    cash_rounding: '현금 단수 차이',
    cash_differences: '현금 과부족',
    exchange_differences: '외화 환차손익',
    network_fees: '네트워크 수수료',
    bitcoin_losses: '온체인 손실',
    bitcoin_differences: '비트코인 단수 차이',
    paid_in: '입금',
    paid_out: '출금',
    revenue: '매출',
    output_tax: '매출세액',
  },
};
