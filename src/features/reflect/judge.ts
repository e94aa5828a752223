import { task } from '../../chat/handler.ts';
import { later, laterOptions } from '../../chat/later.ts';
import { id } from '../../chat/options.ts';
import type { Tx } from '../../db/connect.ts';
import { Unavailable } from '../../errors.ts';
import { speaksToTheJudge } from '../../study/gate/orders.ts';
import { lineFaults } from '../../study/gate/tutor-words.ts';
import { feedbackAt, judgeDepth } from '../../study/reflection/depth.ts';
import { depthFeatures, learnDepth, predictDepth } from '../../study/reflection/depth-scorer.ts';
import type { DepthJudgement, DepthQuestion, Tutor } from '../../tutor.ts';
import { reflectionCard } from './cards.ts';
import { causeLabel, changeLine, wholeText } from './causes.ts';
import { changeScorer, findReflected, findScorer, holdReflection, keepJudgement, saysTheSame } from './store.ts';

const feedbackMax = 200;
/** The prompt and one line; the words of the reflection come on top. */
const tokensBesideWords = 1500;
const name = 'reflect.judge';

/** The depth of a text without the tutor, by whom, and the line that goes with it. The rules' own line where they say the same. */
export async function judgeOffline(tx: Tx, text: string) {
  const scorer = await findScorer(tx);
  const { depth } = predictDepth(scorer, text);
  const ruled = judgeDepth(text);
  return {
    depth,
    depthBy: scorer.learned === 0 ? ('rules' as const) : ('scorer' as const),
    feedback: ruled.level === depth ? ruled.feedback : feedbackAt[depth],
  };
}

/** Asks the tutor how deep a reflection goes; its line takes the place of ours, and the scorer learns from it. */
export const judge = task({
  name,
  options: { reflectionId: id('Reflection'), ...laterOptions },
  async read({ tx }, { reflectionId, groupId }) {
    const found = await findReflected(tx, reflectionId);
    if (!found || found.reflection.depthTutor !== null) return null;
    // Words that are meant for the judge would teach the scorer, which serves everybody, what their writer wants.
    if (speaksToTheJudge(wholeText(found.reflection))) return null;
    return { asked: found.reflection, groupId: groupId ?? null };
  },
  tutorFor: ({ asked, groupId }) => ({
    memberId: asked.memberId,
    groupId,
    tokens: tokensBesideWords + wholeText(asked).length,
  }),
  async work({ asked }, { tutor }) {
    const { went, learned } = asked;
    const question = { went, cause: causeLabel(asked.cause), change: changeLine(asked), learned };
    return { asked, judged: tutor ? await ask(tutor, question) : null };
  },
  async keep({ tx }, { reflectionId, ...answer }, { asked, judged }) {
    if (!judged) return {};
    const now = await holdReflection(tx, reflectionId);
    if (!now || now.depthTutor !== null || !saysTheSame(now, asked)) return {};
    await keepJudgement(tx, reflectionId, judged.depth);
    await changeScorer(tx, (scorer) => learnDepth(scorer, depthFeatures(wholeText(now)), judged.depth));
    const goal = (await findReflected(tx, reflectionId))?.goal ?? null;
    return { posts: [later(name, answer, reflectionCard(now, goal, judged.feedback))] };
  },
});

/** What the tutor says, where all of it may be shown; null otherwise: a judge that was talked into its line is no judge of depth. */
async function ask(tutor: Tutor, question: DepthQuestion): Promise<DepthJudgement | null> {
  try {
    const { depth, feedback } = (await tutor.depth(question)).said;
    const isFit = [1, 2, 3, 4].includes(depth) && lineFaults(feedback.trim(), feedbackMax).length === 0;
    return isFit ? { depth, feedback: feedback.trim() } : null;
  } catch (error) {
    if (error instanceof Unavailable) return null;
    throw error;
  }
}
