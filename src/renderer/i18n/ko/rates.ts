// 비트코인 시세: 시세의 출처, 관리자를 위한 거래소별 응답과 직접 정한 시세.
import type { rates as pattern } from '../en/rates.ts';
import type { Words } from '../words.ts';

export const rates: Words<typeof pattern> = {
  origin: { hand: '직접 정한 시세', practice: '연습용 시세표' },
  title: '시세',
  explained: '여러 공개 거래소에 비트코인 시세를 계속 확인합니다. 서로 일치하는 값의 중간값을 쓰고, 믿을 수 없을 때는 시세를 쓰지 않습니다.',
  explainedPractice: '연습 매장은 어림수로 된 시세표를 씁니다. 내 매장에서는 여러 공개 거래소의 일치하는 값 중 중간값을 씁니다.',
  price: '1 BTC = {{amount}}',
  stands: '{{origin}}, {{time}} 기준. 새 결제 코드에 이 시세를 씁니다.',
  handStands: '{{name}} 님이 {{at}}에 직접 정했습니다. {{until}}까지 새 결제 코드에 이 시세를 씁니다.',
  trouble: {
    missing: {
      what: '시세가 없습니다.',
      next: '응답하는 거래소가 부족합니다. 인터넷 연결을 확인해 주세요. 현금은 계속 받을 수 있고, 시세를 직접 정할 수도 있습니다.',
    },
    old: {
      what: '시세가 오래되었습니다.',
      next: '거래소의 마지막 응답이 너무 오래되었습니다. 인터넷 연결과 이 포스의 시계를 확인해 주세요. 현금은 계속 받을 수 있고, 시세를 직접 정할 수도 있습니다.',
    },
    spread: {
      what: '거래소마다 시세가 다릅니다.',
      next: '어느 쪽이 맞는지 짐작하지 않습니다. 다시 일치하면 자동으로 계속됩니다. 현금은 계속 받을 수 있고, 시세를 직접 정할 수도 있습니다.',
    },
    jump: {
      what: '시세가 10% 넘게 움직였습니다.',
      next: '새 시세가 3분 동안 유지될 때까지 기다립니다. 현금은 계속 받을 수 있고, 시세를 직접 정할 수도 있습니다.',
    },
  },
  sources: { title: '거래소별 마지막 응답', name: '거래소', state: '상태', price: '시세' },
  use: {
    used: '반영됨',
    outlier: '다른 곳과 차이가 큼',
    old: '너무 오래됨',
    alone: '비교할 곳이 없음',
    none: '아직 응답 없음',
  },
  source: {
    unreachable: '연결되지 않습니다.',
    slow: '응답이 너무 느립니다.',
    refused: '응답을 거부합니다.',
    redirected: '다른 주소로 넘깁니다. 따라가지 않습니다.',
    too_large: '응답이 너무 큽니다.',
    unreadable: '읽을 수 없는 응답입니다.',
    no_price: '가격이 없는 응답입니다.',
  },
  hand: {
    label: '직접 정하는 시세 (1 BTC, {{currency}})',
    nothingKnown: '한 시간 동안 거래소 시세 대신 씁니다. 비교할 시세가 없으니 한 번 더 확인해 주세요.',
    between: '한 시간 동안 다른 시세 대신 씁니다. {{lowest}}에서 {{highest}} 사이로 입력해 주세요.',
    noPrice: '150000000 또는 150,000,000처럼 소수점 없이 입력해 주세요.',
    understood: '한 시간 동안 1 BTC = {{amount}}',
    use: '한 시간 동안 사용',
    clear: '지금 끝내기',
    set: '시세를 정했습니다',
    cleared: '직접 정한 시세를 끝냈습니다',
    doneNext: '지금부터 만드는 결제 코드에 새 시세를 씁니다. 이름과 함께 기록됩니다.',
  },
};
