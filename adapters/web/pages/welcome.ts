import { html } from '../html.ts';
import { renderFace } from '../message.ts';
import { nameMax } from '../names.ts';
import { pathAs } from '../places.ts';
import type { Person } from '../store.ts';
import { layout } from './layout.ts';

/** The first page: who are you? `typed` and `problem` come back when a name could not be taken. */
export function welcomePage(people: readonly Person[], typed = '', problem?: string): string {
  return layout(
    'Studyloop',
    html`<main class="welcome">
<img src="/static/mark.svg" alt="" width="56" height="56" class="mark">
<h1>Studyloop</h1>
<p class="lead">Studyloop keeps you company while you study: you make a plan, say how it went, and see what to change next.
What you are about to forget comes back by itself, at the moment when it helps most.</p>
<form method="post" action="/login" class="login">
<label for="name">What may I call you?</label>
<div class="row"><input id="name" name="name" value="${typed}" autocomplete="nickname" autofocus required
${problem !== undefined && html` aria-invalid="true"`} aria-describedby="name-help${problem !== undefined && ' name-problem'}">
<button class="act main">Come in</button></div>
${problem !== undefined && html`<p class="problem" id="name-problem" role="alert">${problem}</p>`}
<p class="help" id="name-help">Any name, up to ${nameMax} characters. There is no password: this page is only on your own computer.</p>
</form>
${
  people.length > 0 &&
  html`<section aria-labelledby="again"><h2 id="again">Here before</h2>
<ul class="people">${people.map(personLink)}</ul></section>`
}
</main>`,
  );
}

const personLink = ({ slug, name }: Person) =>
  html`<li><a href="${pathAs(slug)}/direct">${renderFace(name)}<span class="name"><bdi>${name}</bdi></span></a></li>`;
