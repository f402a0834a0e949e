// ln-service brings no types of its own: it is the package `lightning` re-exported, which has them.
declare module 'ln-service' {
  export * from 'lightning';
}
