// Prints what node's own regular expressions do with many patterns and strings, a line of JSON for each pattern:
// the pattern, its flags, then either its error or for each string the places of all groups of all matches.
// matches.jsonl is what node 20 prints.
'use strict'
const strings = [
  '', 'a', 'b', 'ab', 'aab', 'abab', 'aaaa', 'abcabc', 'xaxbxc', 'A', 'aAbB', 'foo bar', 'foo.bar(baz)', '12:34:56', '-1.5e10',
  'line1\nline2\r\nline3\u2028line4\u2029', '\n', '\r\n\r\n', 'user@example.com, x@y.z', '"quoted \\" text" tail', 'aaa bbb ccc',
  'aéÉßẞſsSkK\u212A', 'σςΣ', 'ǅǆǄ', '\u{1F600}x\u{1F601}', '\uD83D', '\uDE00\uD83D', 'x\uD83Dy\uDE00z', '\u{10400}\u{10428}', '日本語テキスト',
  'ﬀﬁ ŉ', '٣४5', ' \t\u00A0\uFEFF\u180E', '👨‍👩‍👧 🇩🇪 1️⃣ 👍🏽', '[]{}()', '\\d\\w', 'a-b-c_d', '\0\x01\x7F', 'cdcdcde', 'abcdefghij',
]
const plain = [
  // The specification's examples.
  ['a|ab'], ['((a)|(ab))((c)|(bc))'], ['a[a-z]{2,4}'], ['a[a-z]{2,4}?'], ['(aa|aabaac|ba|b|c)*'], ['(z)((a+)?(b+)?(c))*'], ['(a*)*'],
  ['(a*)b\\1+'], ['(?=(a+))'], ['(?=(a+))a*b\\1'], ['(.*?)a(?!(a+)b\\2c)\\2(.*)'], ['(?=a)*'], ['(?=a){0}b'], ['(?!a)*?b'],
  // Repetition and captures.
  ['(a?)*?'], ['(a?)*?b'], ['(?:a?)*?$'], ['(a|b)*'], ['(?:(a)|b)*'], ['(?:(a)|(b)|(c))+'], ['(a*)?'], ['(a*)+'], ['(?:a*?)*b'], ['(\\2a)(\\1)'],
  ['(a){2}'], ['(a){2,}'], ['(ab){1,2}'], ['(a*){2,3}'], ['(?:a|ab){2}c?'], ['a{0}b'], ['(a){0}b\\1'], ['a{2}{3}'], ['(a+)+b'], ['(?:a+)?b'],
  ['(?:ab?)+?b'], ['((a)|b)+?$'], ['(?:a|b|c|d)+'], ['(?:foo|bar|baz)+'], ['x*y*z*'], ['.*'], ['.*?'], ['.+b'], ['.+?b'], ['.*b'], ['[^]*'],
  ['a*a'], ['a*?a'], ['\\w+\\s'], ['\\w+\\w'], ['\\w*?\\s'], ['(\\w+)\\s(\\w+)'], ['(?:[^"\\\\]|\\\\.)*'], ['"(?:[^"\\\\]|\\\\.)*"'],
  ['(\\d+):(\\d+)(?::(\\d+))?'], ['-?\\d+(?:\\.\\d+)?(?:[eE][+-]?\\d+)?'], ['[\\w.]+@[\\w.]+\\.\\w+'], ['(a{1,2}){1,2}'], ['(a{1,2}?){2}?b'],
  // Assertions.
  ['^'], ['$'], ['^$'], ['^a'], ['b$'], ['^\\w+$'], ['\\b'], ['\\B'], ['\\ba'], ['a\\b'], ['\\Ba'], ['^.*$'], ['(?:^|,)x'], ['(?=b)'], ['a(?!b)'], ['(?<=a)b'],
  ['(?<!a)b'], ['(?<=(a)(b))a'], ['(?<=(\\w+?)(\\w))c'], ['(?<=\\1(a))b'], ['(?<=(a)\\1)b'], ['(?<=^\\w*)b'], ['(?<=\\b)a'], ['(?<=a{2})b'],
  ['(?<=(?:a|b)+)c'], ['(?<=(a|bc)*?)c'], ['(?<!(^|[ab]))\\w{2}'], ['(?<=a(?=b))b'], ['(?<=(?<!a)b)a'], ['(?=(a))(?=(b))?'], ['(?!(a)b)\\w\\1'], ['(?=(?=(a))\\1)a'],
  ['(?<=([^-]*)-)b'], ['(?<=\\d{2}:)\\d'], ['(?<=\\.|^)\\w'], ['(?<=ab|cd)c'], ['(?<=$)'], ['(?<=.)^'],
  // Classes and escapes.
  ['[abc]'], ['[^abc]'], ['[a-c]+'], ['[]'], ['[^]'], ['[\\d-x]+'], ['[a-\\d]+'], ['[\\w-]+'], ['[-a]+'], ['[a-]+'], ['[^\\n]'], ['[\\b]'], ['[\\0]'], ['[\\]]'], ['[[]'],
  ['\\d'], ['\\D+'], ['\\s+'], ['\\S+'], ['\\w+'], ['\\W+'], ['[\\s\\S]'], ['\\t|\\x01'], ['\\u0041'], ['\\u{41}'], ['\\x4'], ['\\u00e9'], ['\\cA'], ['\\c'], ['\\c1'], ['[\\c]'], ['[\\cA]'], ['[\\c1]'], ['[\\c_]'], ['[\\c*]'],
  ['\\0'], ['\\00'], ['\\01'], ['\\1'], ['\\7'], ['\\8'], ['\\9'], ['\\12'], ['\\377'], ['\\400'], ['(a)\\2'], ['(a)\\10'], ['[\\1]'], ['[\\8]'], ['\\a'], ['\\-'], ['\\k'], ['\\k<a>'], ['\\k<a'], ['\\p{L}'], ['\\P'], ['\\u'], ['\\x'], ['\\/'],
  [']'], ['}'], ['{'], ['{a'], ['a{'], ['a{1'], ['a{1,'], ['a{,1}'], ['a{a}'], ['x{2'], ['\\('], ['.'], ['[.]'], ['\\.'],
  // Names.
  ['(?<a>.)\\k<a>'], ['\\k<a>(?<a>.)'], ['(?<year>\\d+):(?<min>\\d+)'], ['(?<$>a)'], ['(?<π>a)'], ['(?<\\u0061b>a)'], ['(?<\\u{61}b>a)'], ['(?<𝒜>.)'], ['(?<a\u200C>.)'],
  // Errors.
  ['('], [')'], ['(?'], ['(?a'], ['(?<'], ['(?<a'], ['(?<a>'], ['(?<a>a'], ['(?<>a)'], ['(?<1>a)'], ['(?<a>a)(?<a>b)'], ['(?<a>(?<a>b))'], ['(?<a>.)\\k<b>'], ['(?<a>.)\\k'], ['(?<a>.)\\k<a'], ['(?<a>.)[\\k]'], ['(?<a\\u>.)'], ['(?<❤>.)'],
  ['['], ['[a'], ['[\\'], ['[b-a]'], ['[a-\\'], ['[z-\\x61]'], ['\\'], ['a\\'], ['*'], ['+a'], ['?'], ['a**'], ['a+*'], ['a???'], ['a{2,1}'], ['{1}'], ['{1,}a'], ['{,1}'], ['^*'], ['$+'], ['\\b*'], ['(?<=a)*'], ['(?<!a)+'], ['(?=a)+'], ['(?!a){2}'], ['a|*'], ['(*)'], ['(|a)'], ['a||b'],
  ['\\u{110000}'], ['\\u{}'], ['\\u{1F600}'], ['\\uD83D\\uDE00'], ['\\uD83D'], ['\\uDE00'], ['[\\uD83D\\uDE00]'], ['[😀]'], ['😀'], ['😀{2}'], ['^[^x]'], ['[😀-😁]'], ['(?:😀|x)+'], ['.x'], ['x.'], ['\\uD83D.'], ['(?<=\\uD83D)\\uDE00'], ['(?<=😀)x'], ['(?<=(.))x'], ['\\W'],
  ['\\p{Lu}'], ['\\p{Script=Greek}'], ['\\p{sc=Han}+'], ['\\p{scx=Hira}'], ['\\P{L}+'], ['[\\p{L}\\d]+'], ['[^\\p{L}]'], ['\\p{Emoji}'], ['\\p{Extended_Pictographic}'], ['\\p{Any}'], ['\\p{ASCII}+'], ['\\p{Assigned}'], ['\\p{ID_Start}\\p{ID_Continue}*'], ['\\p{Lowercase}+'], ['\\p{Nope}'], ['\\p{lu}'], ['\\p{gc=Lu}'], ['\\p{gc}'], ['\\p{Script}'], ['\\p'], ['\\p{'], ['\\p{}'], ['\\p{L'], ['[\\p{Nope}]'], ['\\p{Block=Basic_Latin}'], ['\\p{RGI_Emoji}'], ['\\p{White_Space}'],
  // Case.
  ['é'], ['ß'], ['s'], ['k'], ['[s]'], ['[^s]'], ['[a-z]+'], ['[^a-z]+'], ['\\u017F'], ['\\u212A'], ['σ'], ['ς'], ['ǆ'], ['[ǅ]'], ['\\w'], ['[\\w]+'], ['[^\\W]+'], ['[\\W]+'], ['\\u{10428}'], ['[\\u{10400}]'], ['(a)\\1'], ['(é)\\1'], ['(s)(.)*\\1'], ['ﬀ'], ['ŉ'], ['[^x]'], ['\\b.'], ['\\Bs'], ['[A-z]+'], ['[_-a]+'], ['\\P{Lu}'], ['[^\\P{Lu}]'], ['[^\\p{Lu}]'], ['\\P{Ll}+'],
]
const sets = [
  '[a--b]', '[\\w--[aeiou]]+', '[\\w&&\\d]', '[[a-z]&&[^aeiou]]+', '[a-c[0-9]]+', '[\\q{abc|ab|a}]', '[\\q{}]', '[\\q{|a}b]', '[\\p{L}--\\p{Ll}]', '[^\\p{L}--\\p{Ll}]', '\\p{RGI_Emoji}', '\\p{RGI_Emoji_Flag_Sequence}', '\\p{Emoji_Keycap_Sequence}',
  '\\P{RGI_Emoji}', '[^\\p{RGI_Emoji}]', '[\\p{RGI_Emoji}--\\q{👍🏽}]', '[\\p{RGI_Emoji}&&\\p{Emoji}]', '[^\\q{ab}]', '[^\\q{a}]', '[\\q{ab}--\\q{ab}]', '[^[^a]]', '[[a]', '[a-z&&b-d]', '[a&&&b]', '[a---b]', '[a--b&&c]', '[(]', '[)]', '[{]', '[/]', '[|]', '[-]', '[a-]', '[&&]', '[&&a]', '[a&&]', '[--a]', '[!!]', '[!]', '[a**]', '[\\-]', '[\\&\\&]', '[\\!]', '[\\a]', '[\\b]', '[\\q{a]',
  '[\\q{a', '[\\d-z]', '[a-\\d]', '[[a]-z]', '[a-c&&b]', '[\\p{Lu}]', '[^\\p{Lu}]', '\\P{Lu}', '[\\P{Lu}&&\\p{Ll}]', '[\\w--k]+', '[^\\w]', '[\\W]', '[^s]', '[\\q{SS|ß}]', '[ſ&&s]', '[\\u{1F600}-\\u{1F601}]', '[', '[a', '[[', '[\\', '\\q{a}', '[a-b-c]', '[_^]', '[^^^]', '[^]', '[]', '(?<a>[\\q{ab}])\\k<a>', '(?<=[\\q{ab|c}])c', '[\\q{ab|b}]+', '[@-Z]', '[``]', '[~~]', '[~]', '[\\q{\\u{1F600}|\\x61b}]',
]
let seed = 20240611
function random (n) { seed = (Math.imul(seed, 1103515245) + 12345) >>> 0; return (seed >>> 8) % n }
const one = list => list[random(list.length)]
const atoms = ['a', 'b', 'c', '.', '[ab]', '[^a]', '\\w', '\\b', '^', '$', 'ab', '\\1', '\\2', 'x', '\\s', '\\d', '[a-c]', '\\n', '\\W', 'A']
const quantifiers = ['', '', '', '', '*', '+', '?', '*?', '+?', '??', '{2}', '{1,2}', '{0,2}?', '{2,}', '{0,1}']
function grown (depth) {
  const terms = []
  for (let n = 1 + random(3); n > 0; n--) {
    let atom
    const kind = depth > 0 ? random(10) : 0
    if (kind < 5) atom = one(atoms)
    else if (kind === 9) { terms.push(one(['(?=', '(?!', '(?<=', '(?<!']) + grown(depth - 1) + ')'); continue } else atom = one(['(', '(', '(?:']) + grown(depth - 1) + ')'
    terms.push(/^(\\b|\^|\$)$/.test(atom) ? atom : atom.length === 2 && atom[0] !== '\\' ? atom : atom + one(quantifiers))
  }
  return terms.join('') + (random(4) === 0 ? '|' + (depth > 0 ? grown(depth - 1) : one(atoms)) : '')
}
const cases = []
for (const [source] of plain) for (const flags of ['', 'i', 'm', 'u', 'iu', 's', 'imsu']) {
  // V8 finds this one within surrogate pairs.
  if (source !== '\\B' || !flags.includes('u')) cases.push([source, flags])
}
for (const source of sets) for (const flags of ['v', 'iv']) {
  // V8 of node 20 does not yet fold case before set operations.
  if (flags === 'v' || !/--k|ſ&&/.test(source)) cases.push([source, flags])
}
const grownFrom = cases.length
for (let i = 0; i < 3000; i++) cases.push([grown(2), one(['', '', 'i', 'u', 'm', 'is'])])

const lines = []
for (const [source, flags] of cases) {
  const short = ['', 'a', 'ab', 'aab', 'abab', 'aaaa', 'abcab', 'xaxb', 'aAbB', 'b\na', 'c a1'] // grown patterns may be bombs
  const pick = i => short[(i * 3 + source.length) % short.length]
  let regexp
  try { regexp = new RegExp(source, flags + 'dg') } catch (error) {
    lines.push(JSON.stringify([source, flags, error.message.replace(/\/[dg]+([a-z]*): /, '/$1: ').replace(/\/[a-z]*: /, `/${flags}: `)]))
    continue
  }
  const inputs = lines.length < grownFrom ? strings : [0, 1, 2, 3].map(pick)
  const results = []
  for (const text of inputs) {
    const matches = []
    regexp.lastIndex = 0
    for (let match; matches.length < 5 && (match = regexp.exec(text));) {
      matches.push(match.indices.map(place => place ? place.join('-') : '').join())
      if (match[0] === '') regexp.lastIndex = match.index + (regexp.unicode || regexp.unicodeSets ? String.fromCodePoint(text.codePointAt(match.index) ?? 0).length : 1)
    }
    results.push(matches.join(' '))
  }
  lines.push(JSON.stringify([source, flags, inputs === strings ? null : inputs, results]))
}
console.log(JSON.stringify(strings).replace(/[\u007F-\uFFFF]/g, c => '\\u' + c.charCodeAt(0).toString(16).padStart(4, '0')))
console.log(lines.join('\n').replace(/[\u007F-\uFFFF]/g, c => '\\u' + c.charCodeAt(0).toString(16).padStart(4, '0')))
