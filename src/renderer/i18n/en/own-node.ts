// A node that the till runs itself: how it is made, how it stands, and what can be wrong with it.
export const ownNode = {
  section: {
    title: 'Node on this computer',
    none: 'No node yet? The till can run one here, if the lnd program is on this computer. It needs no other machine.',
    runs: 'The till starts this node, opens its wallet and ends it with itself. While the till is off, nothing can come in.',
    begin: 'Run a node here',
    connect: 'Connect this node',
  },
  status: {
    starting: { what: 'The node is starting.', next: 'Its wallet is opened in a moment; nothing needs to be done.' },
    catching_up: {
      what: 'The node is reading the chain.',
      next: 'The first time this takes from some minutes to some hours. Nothing needs to be done, and the till sells for cash meanwhile.',
    },
    running: { what: 'The node runs.', next: 'It is started and ended with the till.' },
    stopped: { what: 'The node has stopped.', next: 'It is started again in a moment.' },
  },
  trouble: {
    no_program: {
      what: 'There is no such program.',
      next: 'Nothing was started. Install lnd on this computer, or look at the path: it is the whole one, from the first slash.',
    },
    not_lnd: { what: 'This is not lnd.', next: 'Nothing was started but to ask it. Name the program that is called lnd.' },
    old_version: { what: 'This lnd is too old.', next: 'Nothing was started. Install version 0.18 or a newer one.' },
    port_taken: {
      what: 'Another program is where the node has to be.',
      next: 'Money at the node is safe. End the other program, perhaps an lnd that somebody started; the till tries again by itself.',
    },
    disk_full: { what: 'The disk is full.', next: 'Money at the node is safe. Make room, at least 1 GB; the till tries again by itself.' },
    in_use: {
      what: 'Another lnd has the node’s folder open.',
      next: 'Money at the node is safe. End the other one; the till tries again by itself.',
    },
    password: {
      what: 'The wallet does not open.',
      next: 'Its password is not the one that the till keeps. Money at the node is safe: with the words of its seed the wallet can be made again.',
    },
    ended: {
      what: 'The node ended by itself.',
      next: 'Money at the node is safe. The till starts it again; if it goes on, the file lnd.log in the till’s data says why.',
    },
    silent: { what: 'The node runs and does not answer.', next: 'Money at the node is safe. Wait a few minutes; if it goes on, restart the till.' },
  },
  dialog: {
    title: { request: 'A node on this computer', seed: 'Write these words down', repeat: 'Three of the words again', making: 'Your node' },
    begin: 'Start',
    written: 'I have written them down',
    showAgain: 'Show the words again',
    make: 'Make the wallet',
    close: 'Close',
    done: 'Done',
  },
  request: {
    lead: 'The till starts lnd here, makes a wallet for it and connects it. Nobody else has its keys.',
    chain: 'It downloads a small part of the chain, and needs about 1 GB of room and the internet.',
    channels: 'To receive payments it needs a channel with room to receive. You open or buy one when it runs.',
    seed: 'You write down 24 words. Whoever has them has the money; without them it is gone when this computer is.',
    program: 'The lnd program',
    programFound: 'Found on this computer.',
    programNone: 'None was found. Its whole path, such as /usr/local/bin/lnd.',
    trying: 'For trying, and for experts',
    network: 'Network',
    networks: { mainnet: 'Bitcoin', signet: 'Signet', regtest: 'Regtest', simnet: 'Simnet' },
    realMoney: 'Real money.',
    playMoney: 'No real money. A shop whose node is on this network takes none.',
    peer: 'A Bitcoin node to ask for blocks',
    peerHint: 'Host and port. Empty: it finds some by itself.',
  },
  seed: {
    what: 'With pen and paper, now.',
    next: 'These words are shown once and kept nowhere. No photo, no file: whoever has them has the money. Keep the paper where no fire and no thief gets it.',
  },
  repeat: { lead: 'From your paper, so that it is certain that they are there.', word: 'Word {{position}}' },
  making: {
    lead: 'The wallet is made. The node is connected by itself once it has read the chain: you may close this, and go on selling.',
    connected: 'The node is connected.',
    connectedNext: 'To receive payments it needs a channel with room to receive.',
  },
};
