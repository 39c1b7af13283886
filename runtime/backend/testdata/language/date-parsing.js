// What Date.parse takes beyond the specification's format, and the parts of pseudo-random strings: in UTC, or apart from the offset.
const texts = `Jan 1, 2020 UTC|2020/01/02 10:00 PM GMT|Tue Mar 01 2022 08:00:00 GMT+0100 (CET)|Wed, 01 Jan 2020 00:00:00 GMT|1 Jan 20 Z
1/2/49 UTC|1/2/50 UTC|12/25/1995 PST|1995-12-17T03:24:00Z|2020-01-01 10:00Z|2020-01-01T24:00Z|2020-01-01T24:01Z|2020|20|2020-13-01|2020-02-30
2020-02-31T00:00Z|+002020-01-01|-000000-01-01|+275760-09-13|+275760-09-13T00:00:00.001Z|Mon|Jan|Januaryx 5 2020 UTC|Jan-05-2020 UTC|05-Jan-20 10:11:12 UTC
10:11 Jan 5 2020 EST|Jan 5 2020 10:11:12.3456789 UTC|Jan 5 2020 12:11:12 AM UTC|Jan 5 2020 13:11 PM UTC|Jan 5 2020 10:00 CEST|Jan 5 2020 10:00 UTC+2
Jan 5 2020 10:00 UTC+02:30|Jan 5 2020 10:00+0230|Jan 5 2020 10:00 +230|Jan 5 2020 10:00 +12345|foo Jan 5 2020 Z|foo1 2020|Jan 5 2020 foo|Jan 5 (a (b) ) 2020 Z
Jan 5 ) 2020|2020-01-01T10:00:00.1234567Z|2020-01-01T10:00:00+0100|2020-01-01T10:00:00+01|2020-01-01T10:00:00 +01:00|2020-01-01t10:00:00z|2020T10:00Z
1.5|0|31|32|99|12345|2020.01.02 Z|Jan 5 2020 1::2 Z| 2020-01-01|Sat Jan 5 10:00:00 EST 2020|Jan 32 2020|Feb 30 2020 Z|00:00|24:00 Jan 1 2020 Z|23:60 Jan 1 2020
June 15, 2020 at 5pm|June 15, 2020 5:00 pm Z|20200101T101010Z|1/2/3/4|13 2 3 Z|999999999999|5.Jan.2020 Z|2020\u5e741\u67081\u65e5|Jan\u30001 2020 Z|10: AM Jan 1 2020 Z`.split(/[|\n]/)
for (const text of texts) console.log(JSON.stringify(text), Date.parse(text))
let seed = 12345
const random = n => { seed = (seed * 1103515245 + 12345) & 0x7fffffff; return (seed >> 8) % n }
const parts = ['Jan', 'feb', 'March', 'DEC', 'Mon', '1', '2', '05', '13', '31', '32', '49', '99', '1999', '02020', '10:11', '10:11:12.5', '::', 'AM', 'pm', 'T',
	'+', '-', '+01:00', '-0530', '(x)', ')', '/', '.', ' ', ':', 'T10:00', '2020-01-01', '2020-02', 'foo', '+012020']
for (let i = 0; i < 400; i++) {
	let text = ''
	for (let n = 1 + random(6); n > 0; n--) text += parts[random(parts.length)] + (random(2) ? ' ' : '')
	for (const zone of [' UTC', 'Z']) console.log(JSON.stringify(text + zone), Date.parse(text + zone))
}
