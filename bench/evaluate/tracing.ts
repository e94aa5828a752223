import { answerFilesIn, readAnswers } from './answers.ts';
import { bkt } from './baseline-bkt.ts';
import { elo, eloBySkill } from './baseline-elo.ts';
import { globalMean, itemMean } from './baseline-means.ts';
import { bestLr, das3h, pfa } from './baseline-regressions.ts';
import { ours } from './ours.ts';
import type { Row, SuiteOptions } from './rows.ts';
import { replay, type TracingModel } from './tracer.ts';

export const tracingModels: readonly TracingModel[] = [
  globalMean,
  itemMean,
  elo,
  eloBySkill,
  pfa,
  bkt,
  bestLr,
  das3h,
  ours,
];

/** Knowledge tracing: every model on every `kt_*` data set of the folder. */
export function evaluateTracing(dataDir: string, { includes, compares, say }: SuiteOptions): Row[] {
  const models = tracingModels.filter(({ name }) => compares(name));
  const files = answerFilesIn(dataDir).filter(({ name }) => includes(name));
  return files.flatMap((each) => {
    say(`replaying ${each.name} …`);
    const stream = readAnswers(each);
    return models.map((model) => ({ dataset: each.name, model: model.name, ...replay(model, stream) }));
  });
}
