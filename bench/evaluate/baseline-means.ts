import { rowAt } from './keep.ts';
import type { TracingModel } from './tracer.ts';

/** What everybody got right so far. */
export const globalMean: TracingModel = {
  name: 'global mean',
  start() {
    let answers = 1;
    let rights = 0.7;
    return {
      predict: () => rights / answers,
      learn(_, correct) {
        answers += 1;
        rights += correct;
      },
    };
  },
};

/** What everybody got right of this item so far, drawn towards the global mean as by five answers. */
export const itemMean: TracingModel = {
  name: 'item mean',
  start() {
    const strength = 5;
    const all = globalMean.start();
    const items: { answers: number; rights: number }[] = [];
    const itemAt = (item: number) => rowAt(items, item, () => ({ answers: 0, rights: 0 }));
    return {
      predict(question) {
        const { answers, rights } = itemAt(question.item);
        return (rights + strength * all.predict(question)) / (answers + strength);
      },
      learn(question, correct) {
        const item = itemAt(question.item);
        item.answers += 1;
        item.rights += correct;
        all.learn(question, correct);
      },
    };
  },
};
