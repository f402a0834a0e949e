// What is scanned: what becomes of it, and how scanners that type are set.
export const scanning = {
  missed: {
    title_one: 'One scan came while no screen was open',
    title_other: '{{count}} scans came while no screen was open',
    next: 'Nothing was added to any sale. Please scan those goods again.',
  },
  expired: {
    title: 'Best before {{day}}: past',
    explained: '{{name}} is past its date and has not been added. Sell it all the same?',
    sell: 'Sell it all the same',
    leave: 'Leave it out',
  },
  practice: { scan: 'Let it scan an article' },
  typing: {
    title: 'Scanners that type',
    explained:
      'Most scanners are keyboards to this till. They need no setting up; change this only where codes arrive in pieces or with wrong characters.',
    pace: 'How fast they type',
    quick: 'Quick (cable or USB receiver)',
    slow: 'Slow (Bluetooth)',
    slowNext: 'The scanner must send Enter or Tab after each code, and codes need eight characters or more.',
    layout: 'Which keyboard they think this is',
    layoutShop: 'The one of this machine',
    layoutUs: 'A US keyboard',
    layoutNext: 'Choose the US keyboard where letters are swapped (Y and Z, A and Q) or dashes come out as other signs.',
    saved: 'Saved',
    savedNext: 'All screens read scanners this way from now on.',
  },
};
