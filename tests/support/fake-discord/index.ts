export { ClientSaysNo } from './client-says-no.ts';
export type * from './interface.ts';
