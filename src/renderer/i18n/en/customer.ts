// What the customer reads: once, at a metre, never trained.

export const customer = {
  idle: { welcome: 'Welcome', pay: 'You can pay in cash or with Bitcoin over Lightning.' },
};
