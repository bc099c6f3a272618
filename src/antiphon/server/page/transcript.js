// What was said, by whom, as bubbles that grow. Words are only ever set as text, never as markup.

const NEAR_PX = 80; // who has scrolled further up is reading, and is left alone

export class Transcript {
  constructor(log) {
    this.log = log;
    this.user = null; // the bubble that still grows
    this.model = null;
  }

  // Words that may still change; the final ones replace them.
  hearing(text) {
    this.#say(this.#userBubble(), text, true);
  }

  heard(text) {
    const bubble = this.#userBubble();
    const before = bubble.classList.contains("interim") ? "" : bubble.lastChild.textContent;
    this.#say(bubble, before + text, false);
  }

  wrote(text) {
    this.user = null;
    this.#say(this.#userBubble(), text, false);
    this.user = null;
  }

  says(text) {
    this.#settle();
    this.model ??= this.#add("model", "Antiphon");
    this.#say(this.model, this.model.lastChild.textContent + text, false);
  }

  interrupted() {
    this.model?.classList.add("cut");
    this.model = null;
  }

  turnEnds() {
    this.model = null;
    this.#settle();
  }

  // What is final is left alone from here on; words that may still change wait for their final form.
  #settle() {
    if (!this.user?.classList.contains("interim")) this.user = null;
  }

  #userBubble() {
    this.user ??= this.#add("user", "You");
    return this.user;
  }

  #say(bubble, text, isInterim) {
    const isNear = this.log.scrollHeight - this.log.scrollTop - this.log.clientHeight < NEAR_PX;
    bubble.classList.toggle("interim", isInterim);
    bubble.lastChild.textContent = text;
    if (isNear) this.log.scrollTop = this.log.scrollHeight;
  }

  #add(kind, who) {
    const bubble = document.createElement("article");
    bubble.className = `bubble ${kind}`;
    const name = document.createElement("span");
    name.className = "who";
    name.textContent = who;
    bubble.append(name, document.createElement("p"));
    this.log.append(bubble);
    this.log.scrollTop = this.log.scrollHeight;
    return bubble;
  }
}
