// What is read while somebody signs in, at the cashier's screen and at the manager's.

export const signIn = {
  who: 'Who is here?',
  people: 'People',
  pinOf: 'PIN of {{name}}',
  entered_one: '{{count}} figure entered',
  entered_other: '{{count}} figures entered',
  enter: 'Sign in',
  someoneElse: 'Someone else',
  tryAgain: 'Try again. Nothing was changed.',
  tryAgainIn: 'Try again in {{wait}}. Open sales are kept.',
  practicePins: 'Practice PINs: {{people}}',
};
