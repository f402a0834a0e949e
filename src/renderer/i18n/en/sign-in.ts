// What is read while somebody signs in, at the cashier's screen and at the manager's.

export const signIn = {
  who: 'Who is here?',
  people: 'People',
  others: 'Someone else takes over',
  locked: 'Locked',
  lockedExplained: 'Nobody touched this screen for a while. Your PIN goes on where you were.',
  pinOf: 'PIN of {{name}}',
  entered_one: '{{count}} figure entered',
  entered_other: '{{count}} figures entered',
  enter: 'Sign in',
  someoneElse: 'Someone else',
  takeOver: 'Someone else takes over',
  here: '{{name}} is signed in',
  switchTo: '{{name}} takes over',
  changePin: 'Change my PIN',
  lock: 'Sign out',
  tryAgain: 'Try again. Nothing was changed.',
  tryAgainIn: 'Try again in {{wait}}. Open sales are kept.',
  practicePins: 'Practice PINs: {{people}}',
};
