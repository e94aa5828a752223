/**
 * The notions that orders to a tutor are made of, in nine languages. No phrase of an order stands here: which notions have to meet in one
 * sentence is for orders.ts to say. A star stands for any letters, a low line for what parts two words.
 */
import { plainForm } from '../text/plain-form.ts';

const unspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;

/** Finds any of the words in a text in plain form; in scripts without spaces they may stand anywhere. */
function notion(words: string): RegExp {
  const forms = plainForm(words)
    .trim()
    .split(/\s+/)
    .map((word) => {
      const form = word.replaceAll('*', '\\p{L}*').replaceAll('_', "[\\s'’-]+");
      return unspaced.test(word) ? form : `(?<!\\p{L})${form}(?!\\p{L})`;
    });
  return new RegExp(forms.join('|'), 'u');
}

/** Help, by its name; indices are exponents, too, and an index. */
export const hint = notion(`hints?(?!_at_) tipps? hinweis* hilfestellung*
  (?:un|l|d|des|les|cet|ces|bon|aucun|sans)_indices?(?!_d[eu]_) conseils? pistas? dicas? suggeriment* indizi* ipucu* ipuclar*
  ヒント(?!を[もと参使用]) 助言 (?<!根据|按照?|依)提示 建议 (?:every|each)_(?:remark|comment) jede*_(?:bemerkung|kommentar)
  chaque_(?:remarque|commentaire) cada_(?:comentario|observaci*) ogni_(?:commento|osservazione) her_(?:yorum|açıklama)*`);

/** The problem's own: "Hint: …", "use the hint". */
export const ownHint = new RegExp(
  `^[^:：,]{0,12}(?:${hint.source})[^:：,]{0,12}[:：]|` +
    `(?:${notion('us(?:e|ing|a) be?nutzen? nutzen? verwenden? utilis*').source}) (?:\\p{L}+[ '’]){0,2}(?:${hint.source})`,
  'u',
);

/** That there shall be none of it. */
export const noHint = new RegExp(
  `(?:${notion(`no without stop kein* ohne pas sans sin olvida* sem senza 别 不要`).source}).{0,12}(?:${hint.source})|` +
    `(?:${hint.source}).{0,6}(?:${notion('istemiyor* いら[なん] なし 不要').source})`,
  'u',
);

/** Who gives it; not those of a shop or a laboratory. */
export const helper =
  notion(`tutor* tuteur tutrice (?<!(?:shop|sales|lab|laboratory|research|teaching)_)assistants?(?!_(?:professor|de|di))
  asistente assistente assistent helpers? helfer* ayudante ajudante yardımcı* chatbot* language_model sprachmodell チューター アシスタント
  助手 导师 導師`);

export const answer =
  notion(`answers? solutions?(?!_of) results? outcomes? antwort* lösung* loesung* *ergebnis* réponses? résultats? corrigé
  respuestas? resultados? solución* solucion* respostas? solução* solucao* gabarito rispost* risultat* soluzion* cevap* cevab* sonuç*
  sonuc* çözüm* yanıt* 答え 解答 正解 結果 解[をは] 答案 结果 得数`);

export const value = notion(
  `value number wert zahl valeur nombre valor número cifra valore numero cifra değer* sayı* 値 数値 数字 数值`,
);

/** What else the answer is called: "the value that is sought". */
export const sought =
  notion(`(?:final|end|numerical|wanted)_(?:value|number) (?:gesuchte|richtige)*_(?:wert|zahl) endwert*
  (?:valeur|nombre)_(?:finale?|cherchée?) valor_(?:final|buscado|procurado|pedido) valore_(?:finale|cercato|richiesto)
  (?:aranan|doğru)_(?:değer|sayı)* 求める[値数] 所求的?[数值] 最[后終终]的?[数值]`);

/** To say what should not be said: no task asks for it in these words. */
export const giveAway =
  notion(`reveal disclose give_away let_slip verraten? révél* dévoil* desvel* revel[ae]* svel[ai]* rivel*
  ifşa* ばら[さしす] 明か[しす] 泄露 透露`);

/** To the one who writes, who in a problem has no part. */
export const toMe =
  notion(`(?:give|tell|show|send|read)_(?:me|us) (?:gib|sag|sage|nenn|nenne|zeig|zeige|verrat|verrate)_(?:mir|uns)
  (?:donne|donnez|dis|dites|montre|montrez)_(?:moi|nous) (?:di|da|pon|muéstra|enséña|escríbe)(?:me|nos)(?:l[ao])?
  (?:diz|diga|fala|mostra|dê)_me me_(?:diz|diga|fala|fale|mostra|mostre|dê) (?:dim|dam|mostra|scrivi)(?:mi|ci|mel[ao])
  bana_(?:*_){0,2}(?:söyle|ver|göster)(?:yin)? 教えて 見せて 告诉我 告訴我 给我`);

/** "A hint, and not the answer", "don't tell me the answer yet", as some ask for it; and "my answer", as those say who have one. */
export const notTheAnswer = new RegExp(
  [
    `(?:${notion('not without nicht nicht_(?:gleich|sofort|direkt) ohne keine pas sans sin no sem não senza non').source}) ` +
      `(?:\\p{L}+ )?(?:${answer.source})`,
    // Side by side: "why don't you tell me the answer" refuses none.
    `(?:${notion('not don_t dont never não').source}) (?:(?:just|simply|really) )?(?:${toMe.source}|${notion('want need').source}) ` +
      `(?:(?:the|any|full|final|whole|a|o) ){0,2}(?:${answer.source})`,
    '(?:别|不要)(?:直接|马上)?(?:告诉我|给我|说)?答案|答えは(?:言わ|いら|いり)',
    `(?:${notion('my our meine? unser*e ma mon notre mi nuestr* minha meu mi[ao]').source}) (?:\\p{L}+ )?(?:${answer.source})`,
    // Not without 的, which would find it in "告诉我答案", too.
    `${notion('cevab[ıi]m* sonucum* yanıtım*').source}|[私僕]の(?:答え|解答|結果)|我的(?:答案|结果|解答)`,
  ].join('|'),
  'gu',
);

/** That there shall be no waiting for it; "now" is in problems, too. */
export const atOnce =
  notion(`at_once right_away straight_away immediately sofort einfach tout_de_suite directement ya enseguida
  directamente já logo subito direttamente hemen doğrudan すぐ そのまま 直接 马上 立即`);

/** That it may be done; to be able to is in problems, too. */
export const allowed =
  notion(`may allow* permit* darf dürfen erlaub* peut peuvent droit permis autoris* puede pueden permit* autoriz*
  pode podem liber* può possono permess* *[ae]bil* izin よい 許可 可以 允许`);

/** What binds a tutor, and that it does not. */
export const rules =
  notion(`rules? instructions? restrictions? guidelines? prompts? regeln? vorschrift* anweisung* einschränkung* règles?
  consignes? reglas? instruccion* restriccion* regras? instruções restrições regol[ae] istruzion* limiti restrizion* kural* kısıtlama*
  talimat* 規則 ルール 制限 规则 限制 要求`);
export const lifted =
  notion(`no without lifted removed suspended off keine? ohne aufgehoben sans levées? sin sem senza tolt[ie]
  kaldır* 解除 没有 取消`);
export const youHaveNo = notion(`you_(?:have|had)_no du_(?:hast|hättest)_keine tu_n_(?:as|avais) no_(?:tienes|tuvieras)
  você_não_(?:tem|tivesse) (?:non|tu)_(?:hai|avessi) *masaydı* 你没有`);

/** Who reads it, spoken to; and a part that is to be played. */
export const you = notion(
  `you your du dich dir dein* tu toi vous votre tú usted você vocês teu tua tuo tua sen senin あなた 君 你 您`,
);
export const part =
  notion(`you_are_(?:now|my) pretend du_bist_(?:jetzt|ab|mein*) tu_als_ob tu_es_(?:maintenant|mon|ma) tu_joues
  fais_semblant eres_(?:ahora|mi) finge haz_como_si você_é_(?:agora|meu|minha) finja faz_de_conta sei_(?:ora|mi[oa]) fai_finta
  sen_artık *m[iu]ş_gibi_yap あなたは今 ふりをし 你现在是 扮演 假装`);
export const fromNow =
  notion(`from_now_on ab_jetzt von_jetzt_an désormais à_partir_de_maintenant a_partir_de_ahora a_partir_de_agora
  d_ora_in_poi artık bundan_sonra 今から 以後 从现在起 从现在开始`);

/** The beginning of what is written: a task asks for an answer, not where it stands. */
export const opening = notion(`(?:first|last|next)_(?:sentence|line|word) ersten?_(?:satz|zeile|wort)
  premi(?:er|ère)_(?:phrase|ligne|mot) primera_(?:frase|línea|palabra) primeira_(?:frase|linha|palavra) prim[ao]_(?:frase|riga|parola)
  ilk_(?:cümle|satır|kelime)* (?:最初|一番目)の[文行] 第一[句行]`);

/** A way to write it that has to be undone; Roman numerals and the like are asked for by honest tasks. */
export const coded =
  notion(`letter_by_letter first_letters initials backwards morse base64 rot13 (?:nato|spelling|radio)_alphabet emojis?
  buchstabe_für_buchstabe anfangsbuchstaben rückwärts funkalphabet lettre_par_lettre initiales à_l_envers letra_por_letra iniciales
  al_revés iniciais de_trás_para_frente lettera_per_lettera iniziali al_rovescio harf_harf baş_harf* tersten 一文字ずつ 頭文字 逆さ 逐字
  第一个[字词] 倒着`);

/** Others who work it out. */
export const solvers = notion(`(?:whoever|anyone_who|everyone_who|those_who)_(?:solv|work|comput|calculat|read|do)*
  wer_[^.!?]{3,60}(?:löst|rechnet|bearbeitet) quiconque (?:celui|ceux)_qui_(?:résou|résol|calcul|trait)*
  (?:quien|el_que)_(?:resuelv|calcul|respond)* quem_(?:resolv|fizer|faz|calcul|respond)* chi_(?:risolv|calcol|svolg|rispond)*
  (?:çöz|hesapla|yap|yanıtla)y?[ae]n_(?:herkes|kişi) (?:解く|計算する|答える)[人者方] (?:求解|解答|解题|做题).{0,6}的人`);
