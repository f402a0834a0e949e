// Which network a node is on, by the prefix that codes of that network begin with.
export function networkOf(prefix: string) {
  switch (prefix) {
    case 'lnbc':
      return 'bitcoin';
    case 'lntb':
      return 'testnet';
    case 'lntbs':
      return 'signet';
    default:
      return 'trial';
  }
}
