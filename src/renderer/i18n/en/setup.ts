// What is read while an own shop is set up.

export const setup = {};
