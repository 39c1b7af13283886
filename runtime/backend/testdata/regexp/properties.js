// Unicode properties, and sets of v: a checksum of all the code points that each stands for.
const names = ['L', 'Lu', 'LC', 'Nd', 'P', 'Sc', 'Zs', 'Cn', 'Cs', 'Alphabetic', 'Lowercase', 'Uppercase', 'White_Space', 'ID_Start', 'ID_Continue', 'XID_Start', 'Emoji', 'Emoji_Presentation',
  'Extended_Pictographic', 'Ideographic', 'Dash', 'Hex_Digit', 'Math', 'Cased', 'Case_Ignorable', 'Changes_When_NFKC_Casefolded', 'Default_Ignorable_Code_Point', 'Grapheme_Extend', 'Any', 'ASCII', 'Assigned',
  'Script=Latin', 'sc=Grek', 'Script=Han', 'sc=Cyrl', 'scx=Deva', 'Script_Extensions=Latin', 'scx=Zyyy', 'gc=Lt', 'General_Category=Decimal_Number']
function checksum (regexp) {
  let count = 0; let sum = 0
  for (let c = 0; c < 0x20000; c += c < 0x3000 ? 1 : 7) if (regexp.test(String.fromCodePoint(c))) { count++; sum = (Math.imul(sum, 31) + c) >>> 0 }
  return count + ':' + sum
}
for (const name of names) console.log(name, checksum(new RegExp(`^\\p{${name}}$`, 'u')))
console.log(checksum(/^[\p{L}--[a-z]]$/v), checksum(/^[\p{L}&&\p{ASCII}]$/v), checksum(/^\P{Lu}$/iv), checksum(/^[^\p{L}\d]$/u), checksum(/^\w$/iu), checksum(/^[^\W]$/iu), checksum(/^[à-ý]$/i))
const emoji = /^\p{RGI_Emoji}$/v
console.log(['👍🏽', '👨‍👩‍👧‍👦', '🇩🇪', '🇽🇽', '1️⃣', '🏴󠁧󠁢󠁥󠁮󠁧󠁿', '❤️', '❤', 'a'].map(text => emoji.test(text)))
console.log('x👍🏽👨‍👩‍👧‍👦y'.match(/\p{RGI_Emoji}|./gv).length, '🇩🇪🇫🇷'.match(/\p{RGI_Emoji_Flag_Sequence}/gv).length)
