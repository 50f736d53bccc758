import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CancelledError, InputError } from '#models/core/errors.ts';
import { parseXml } from './xml.ts';

const utf8 = (text: string) => new TextEncoder().encode(text);

function utf16(text: string, bigEndian: boolean): Uint8Array {
  const bytes = new Uint8Array(text.length * 2);
  const view = new DataView(bytes.buffer);
  for (let i = 0; i < text.length; i++) view.setUint16(i * 2, text.charCodeAt(i), !bigEndian);
  return bytes;
}

/** What a handler is told, as one line. */
function events(bytes: Uint8Array): string {
  const told: string[] = [];
  parseXml('a.xml', bytes, {
    open: (tag) => told.push(`<${tag.uri}|${tag.local}>`),
    text: (text) => told.push(text),
    close: (tag) => told.push(`</${tag.local}>`),
  });
  return told.join('');
}

function faultOf(bytes: Uint8Array): InputError['detail'] | null {
  try {
    events(bytes);
    return null;
  } catch (error) {
    if (error instanceof InputError) return error.detail;
    throw error;
  }
}

describe('an XML stream', () => {
  it('resolves namespaces and joins texts across chunks', () => {
    const long = 'ä1 '.repeat(60_000);
    expect(events(utf8(`<a xmlns:p="urn:p"><p:b>${long}</p:b></a>`))).toBe(`<|a><urn:p|b>${long}</b></a>`);
  });

  it('reads the encodings that city models come in', () => {
    const text = '<?xml version="1.0" encoding="ISO-8859-1"?><a>Straße</a>';
    const latin1 = Uint8Array.from(text, (character) => character.charCodeAt(0));
    expect(events(latin1)).toBe('<|a>Straße</a>');
    for (const bigEndian of [false, true]) {
      const wide = '<?xml version="1.0" encoding="UTF-16"?><a>Straße</a>';
      expect(events(utf16(`\ufeff${wide}`, bigEndian))).toBe('<|a>Straße</a>');
      expect(events(utf16(wide, bigEndian))).toBe('<|a>Straße</a>');
    }
    expect(events(utf8('\ufeff<a>Straße</a>'))).toBe('<|a>Straße</a>');
    expect(faultOf(utf8('<?xml version="1.0" encoding="x-nothing"?><a/>'))).toMatchObject({ code: 'xml.encoding' });
  });

  it('refuses entities, whether they multiply or fetch', () => {
    const laughs = `<!DOCTYPE a [<!ENTITY l "ha">${Array.from({ length: 9 }, (_, i) => `<!ENTITY l${i} "${`&l${i || ''};`.repeat(10)}">`).join('')}]><a>&l8;</a>`;
    expect(faultOf(utf8(laughs))).toMatchObject({ code: 'xml.entities' });
    expect(faultOf(utf8('<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'))).toMatchObject({ code: 'xml.entities' });
    expect(faultOf(utf8('<!DOCTYPE a [<!ENTITY % x SYSTEM "http://127.0.0.1/x"> %x;]><a/>'))).toMatchObject({ code: 'xml.entities' });
    // A document type without entities does no harm, and nothing is fetched for it.
    expect(events(utf8('<!DOCTYPE a SYSTEM "http://127.0.0.1/a.dtd"><a>1 &lt; 2</a>'))).toBe('<|a>1 < 2</a>');
  });

  it('refuses what is too deep, too wide or endless', () => {
    expect(faultOf(utf8('<a>'.repeat(100_000)))).toMatchObject({ code: 'xml.limit', values: { what: 'depth' } });
    expect(faultOf(utf8(`<a b="${'x'.repeat(2_000_000)}"/>`))).toMatchObject({ code: 'xml.limit', values: { what: 'attribute' } });
    const many = Array.from({ length: 2000 }, (_, i) => `b${i}=""`).join(' ');
    expect(faultOf(utf8(`<a ${many}/>`))).toMatchObject({ code: 'xml.limit', values: { what: 'attribute' } });
  });

  it('says where a text is wrong or ends too early', () => {
    expect(faultOf(utf8('<a>\n  <b></c>\n</a>'))).toMatchObject({ code: 'xml.syntax', where: 'a.xml, line 2, column 10' });
    expect(faultOf(utf8('<a>\n  <b>1</b'))).toMatchObject({ code: 'xml.truncated', values: { line: 2 } });
    expect(faultOf(utf8(''))).toMatchObject({ code: 'xml.truncated' });
  });

  it('stops when it is cancelled, and tells how far it is', () => {
    const bytes = utf8(`<a>${'<b/>'.repeat(100_000)}</a>`);
    const signal = { aborted: false, addEventListener: () => undefined, removeEventListener: () => undefined };
    const shares: number[] = [];
    const read = () =>
      parseXml(
        'a.xml',
        bytes,
        { open: () => undefined, close: () => undefined },
        {
          signal,
          onShare: (share) => {
            shares.push(share);
            if (share > 0.5) signal.aborted = true;
          },
        },
      );
    expect(read).toThrow(CancelledError);
    expect(shares.length).toBeGreaterThan(1);
    expect(Math.max(...shares)).toBeLessThan(0.9);
  });

  it('ends every mutilated text in a named fault or in events', () => {
    const whole = utf8('<?xml version="1.0"?><a xmlns:p="urn:p"><!-- c --><p:b x="1">ä &amp; <![CDATA[<]]></p:b><c/></a>');
    const edits = fc.array(fc.tuple(fc.nat(whole.length - 1), fc.integer({ min: 0, max: 255 })), { maxLength: 8 });
    fc.assert(
      fc.property(edits, fc.nat(whole.length), (changes, length) => {
        const bytes = whole.slice(0, length);
        for (const [at, value] of changes) if (at < length) bytes[at] = value;
        const fault = faultOf(bytes);
        expect(fault === null || fault.code.startsWith('xml.')).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});
