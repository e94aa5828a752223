export type * from './faces.ts';
