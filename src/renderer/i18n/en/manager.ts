// What the manager reads.

export const manager = {};
