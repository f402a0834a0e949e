// The shape a language must have: every key of English. Forms for one thing (`_one`) are English's own: Korean counts without them.

export type Words<T> = {
  [K in keyof T as K extends `${string}_one` ? never : K]: T[K] extends string ? string : Words<T[K]>;
};
