/** An order to a tutor, or an honest text that looks like one. */
export interface GateText {
  readonly language: 'en' | 'de' | 'fr' | 'es' | 'ja' | 'zh' | 'pt' | 'it' | 'tr' | 'pl' | 'nl';
  /** How it is put (an order) or what it is about (an honest text). */
  readonly way: string;
  readonly text: string;
}
