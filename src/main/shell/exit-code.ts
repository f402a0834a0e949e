/** A shell's exit code when it could not start or go on, and has said why; a fault that nobody foresaw ends Node with 1. */
export const SAID_WHY = 3;
