/** What kind of problem someone has pasted, read from its words by simple rules, so that help can fit it where no answer is known. */
import { anyOf } from '../text/wording.ts';

export const problemKinds = [
  'calculation',
  'equation',
  'proof',
  'definition',
  'code',
  'translation',
  'essay',
  'multiple choice',
  'other',
] as const;
export type ProblemKind = (typeof problemKinds)[number];

const options = /(?:^|[\s;,])(?:\(?a[).:]|a\s-)\s?\S[\s\S]*?(?:^|[\s;,])(?:\(?b[).:]|b\s-)\s?\S/imu;
const code =
  /```|[{};]\s*$|=>|\b(?:def|function|class|return|import|const|let|var|void|public|println|printf|console\.log)\b\s*[\w({'"[]|\b(?:TypeError|SyntaxError|NullPointerException|segfault|stack trace)\b|^\s*(?:for|while|if)\s*\(/mu;
const proof = anyOf(
  'prove|proof|show that|demonstrate that|disprove|by induction|beweise~|zeige(?: dass)?|montrer que|démontrer~|demuestr~',
);
const translation =
  anyOf(`translat~|übersetz~|tradui~|traduc~|(?:in|into|to|from) (?:english|german|french|spanish|italian|latin|japanese|chinese|russian|
  portuguese|arabic|korean|dutch|greek)|how do you say|auf deutsch|en français|en español`);
const essay =
  anyOf(`essay|discuss|argue|to what extent|evaluate the|critically|write about|paragraph~|erörter~|aufsatz|dissertation|thesis|
  compare and contrast|interpret~|analy[sz]e the (?:poem|text|passage|role|causes)`);
const definition = anyOf(
  `what is (?:a|an|the|meant by)|what are|define|definition of|what does~ mean|meaning of|explain (?:the term|what)|was ist|was bedeutet|qu'est-ce que|qué es`,
);
const computes =
  anyOf(`calculate|compute|how (?:many|much|far|long|fast|old|tall|heavy)|evaluate|what is the (?:value|area|volume|sum|
  probability|mean|speed|derivative|integral|product|remainder)|berechne~|wie viel~|calcul~|cuánt~|combien`);
const solves = anyOf(
  'solve|find (?:x|y|all x|the roots?|the zeros?|the value of [a-z])|löse~|résou~|resuelve~|unknown~',
);
const hasUnknown =
  /(?<![\p{L}])[a-z](?:\^?\d|[²³])?\s*(?:[-+*/^]\s*[\w()]+\s*)*[=<>≤≥]|[=<>≤≥]\s*[-+]?\d*\s*[a-z](?![\p{L}])/u;
/** Its brackets compare nothing. */
const tag = /<\/?[a-z][^<>]*>/giu;
const hasSum = /\d\s*(?:[-+*/×·÷^−]|times|plus|minus|%|mod)\s*\(?\d|√|∫|∑|\bof \d/u;

export function kindOf(problem: string): ProblemKind {
  const says = (pattern: RegExp) => problem.replace(/’/g, "'").search(pattern) >= 0;
  if (says(options)) return 'multiple choice';
  if (says(code)) return 'code';
  if (says(proof)) return 'proof';
  if (says(translation)) return 'translation';
  if (says(essay)) return 'essay';
  if (says(solves) || hasUnknown.test(problem.replace(tag, ' '))) return 'equation';
  if (says(computes) || says(hasSum)) return 'calculation';
  return says(definition) ? 'definition' : 'other';
}

/** Whether there is nothing here to read but a picture: its address, its name, or its place in a text. */
export function isOnlyPicture(problem: string): boolean {
  const rest = problem
    .replace(/!\[[^\]]*\]\([^)]*\)|<img\b[^>]*>|\[(?:image|photo|picture|attachment)[^\]]*\]/giu, ' ')
    .replace(/\S+\.(?:png|jpe?g|gif|webp|heic|bmp|svg)(?:\?\S*)?/giu, ' ');
  return rest !== problem && !/[\p{L}\p{N}]/u.test(rest);
}

/** Whether there is a letter or a digit to work with. */
export const isReadable = (problem: string): boolean => /[\p{L}\p{N}]/u.test(problem);
