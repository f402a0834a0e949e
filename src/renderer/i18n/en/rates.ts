// The bitcoin rate: whose it is, and for a manager what each source says and a rate set by hand.
export const rates = {
  /** Whose a rate is, where no exchange is named. */
  origin: { hand: 'set by hand', practice: 'practice table' },
  title: 'Rate',
  explained:
    'What a bitcoin costs is asked of several public exchanges, all the time. The till takes the middle of those that agree, and rather none than one it cannot trust.',
  explainedPractice:
    'The practice shop has a table of round rates. A shop of your own asks several public exchanges and takes the middle of those that agree.',
  price: '1 BTC = {{amount}}',
  stands: '{{origin}}, {{time}}. New codes are made at this rate.',
  handStands: 'Set by hand by {{name}} at {{at}}. New codes are made at this rate until {{until}}.',
  trouble: {
    missing: {
      what: 'There is no rate.',
      next: 'Too few exchanges answer. Look whether this till reaches the internet. Cash goes on; or set a rate by hand.',
    },
    old: {
      what: 'The rate is too old.',
      next: 'What the exchanges said is too long ago. Look whether this till reaches the internet, and whether its clock is right. Cash goes on; or set a rate by hand.',
    },
    spread: {
      what: 'The exchanges do not agree.',
      next: 'The till does not guess which of them is right. It goes on by itself when they agree again. Cash goes on; or set a rate by hand.',
    },
    jump: {
      what: 'The rate has moved more than a tenth.',
      next: 'The till waits until the new rate has lasted for three minutes. Cash goes on; or set a rate by hand.',
    },
  },
  sources: { title: 'What each source said last', name: 'Source', state: 'State', price: 'Price' },
  use: {
    used: 'counts',
    outlier: 'too far from the others',
    old: 'too long ago',
    alone: 'nothing to compare it with',
    none: 'no answer yet',
  },
  source: {
    unreachable: 'Not reached.',
    slow: 'Answers too slowly.',
    refused: 'Refuses to answer.',
    redirected: 'Points elsewhere; not followed.',
    too_large: 'Sends too much.',
    unreadable: 'Sends something that is no answer.',
    no_price: 'Sends no price.',
  },
  hand: {
    label: 'A rate by hand, in {{currency}} for one bitcoin',
    nothingKnown: 'Instead of the exchanges, for an hour. Nothing is known to compare it with: look twice.',
    between: 'Instead of any other, for an hour. Between {{lowest}} and {{highest}}.',
    noPrice: 'Whole units only, such as 95000 or 95,000.',
    understood: '{{amount}} for one bitcoin, for an hour',
    use: 'Use for an hour',
    clear: 'End it now',
    set: 'The rate is set',
    cleared: 'The rate by hand is over',
    doneNext: 'Codes made from now on have the new rate. It is in the journal with your name.',
  },
};
