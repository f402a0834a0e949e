// The bitcoin rate: whose it is, and for a manager what each source says and a rate set by hand.
export const rates = {
  /** Whose a rate is, where no exchange is named. */
  origin: { hand: 'set by hand', practice: 'practice table' },
};
