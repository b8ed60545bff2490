import { parseHTML } from 'linkedom';

/** The part of the DOM that reading pages needs; `linkedom` is imported here and nowhere else. */
export interface PageNode {
  readonly nodeType: number;
  readonly textContent: string | null;
  readonly childNodes: Iterable<PageNode>;
  readonly parentNode: PageElement | null;
}

export interface PageElement extends PageNode {
  readonly tagName: string;
  readonly className: string;
  readonly id: string;
  readonly children: Iterable<PageElement>;
  readonly parentElement: PageElement | null;
  readonly previousElementSibling: PageElement | null;
  readonly attributes: Iterable<{ readonly name: string; readonly value: string }>;
  innerHTML: string;
  setAttribute(name: string, value: string): void;
  getAttribute(name: string): string | null;
  hasAttribute(name: string): boolean;
  querySelector(selector: string): PageElement | null;
  querySelectorAll(selector: string): Iterable<PageElement>;
  closest(selector: string): PageElement | null;
  matches(selector: string): boolean;
  contains(other: PageNode): boolean;
  append(...nodes: PageNode[]): void;
  replaceWith(...nodes: (PageNode | string)[]): void;
  cloneNode(deep: boolean): PageElement;
  remove(): void;
}

export interface PageDocument {
  readonly title: string;
  readonly documentElement: PageElement;
  readonly body: PageElement;
  querySelector(selector: string): PageElement | null;
  querySelectorAll(selector: string): Iterable<PageElement>;
  createElement(name: string): PageElement;
}

/**
 * Parses a page. What browsers mend and the parser does not is mended here: missing `html` and `body`, capital letters in
 * attribute names, and headings that are closed as headings of another level.
 */
export function parsePage(html: string): PageDocument {
  const mended = html.replace(/(<h([1-6])\b[^>]*>)((?:(?!<h[1-6]\b)[\s\S]){0,1000}?)<\/h[1-6]\s*>/gi, '$1$3</h$2>');
  const hasRoot = /<html[\s>]/i.test(mended);
  const whole = hasRoot ? mended : `<html>${mended.replace(/^\s*<!doctype[^>]*>/i, '')}</html>`;
  const document = parseHTML(whole).document as unknown as PageDocument;
  if (/<[^<>]*\s[A-Z]+\s*=/.test(mended)) lowerAttributeNames(document);
  const root = document.documentElement;
  if (!document.querySelector('html > body')) {
    const body = document.createElement('body');
    const rest = [...root.childNodes].filter((node) => !isElement(node) || node.tagName !== 'HEAD');
    body.append(...rest);
    root.append(body);
  }
  return document;
}

function lowerAttributeNames(document: PageDocument): void {
  for (const element of document.querySelectorAll('*')) {
    for (const { name, value } of [...element.attributes]) {
      if (name !== name.toLowerCase()) element.setAttribute(name.toLowerCase(), value);
    }
  }
}

export function isElement(node: PageNode): node is PageElement {
  return node.nodeType === 1;
}

export function isText(node: PageNode): boolean {
  return node.nodeType === 3;
}

/** Text with runs of white space made one space. */
export function plainText(node: { readonly textContent: string | null } | null | undefined): string {
  return collapse(node?.textContent ?? '');
}

export function collapse(text: string): string {
  return text
    .replace(/[\s\u200b\u2060\ufeff]+/g, ' ')
    .replace(/\u00ad/g, '')
    .trim();
}
