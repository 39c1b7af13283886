// Lists, relative times, names, plural forms and ranges of numbers.
const locales = 'en de fr es pt-BR ru pl ar he hi ja zh-TW'.split(' ')
const t = (f) => { try { const v = f(); return JSON.stringify(v) } catch (e) { return e.name + ': ' + e.message } }
for (const l of locales) {
  for (const style of ['long','short','narrow']) {
    for (const type of ['conjunction','disjunction','unit']) console.log(l, style, type, t(() => { const f = new Intl.ListFormat(l,{style,type}); return [[],['a'],['a','b'],['a','b','c'],['a','b','c','d']].map(x=>f.format(x)) }))
    for (const numeric of ['always','auto']) { const f = new Intl.RelativeTimeFormat(l,{style,numeric}); for (const u of ['year','quarter','month','week','day','hour','minute','second']) console.log(l, style, numeric, u, t(() => [-2,-1,-0,1,5,1234].map(x=>f.format(x,u)))) }
    for (const [type, codes] of [['language',['en','de-AT','zh-Hant','zh-Hans-CN','pt-BR','en-US','fr-CH','und','sr-Latn-RS','xx','ja-Latn']],['region',['US','GB','419','UN','ZZ','HK','XX']],['script',['Latn','Arab','Hans','Cyrl']],['currency',['USD','EUR','JPY','XXX','ABC']],['calendar',['gregory','buddhist','iso8601']],['dateTimeField',['era','year','month','dayPeriod','timeZoneName','weekOfYear']]])
      console.log(l, style, type, t(() => { const d = new Intl.DisplayNames(l,{type,style}); return codes.map(c=>d.of(c)) }))
  }
  console.log(l, t(() => new Intl.DisplayNames(l,{type:'language',languageDisplay:'standard'}).of('de-AT')), t(() => new Intl.DisplayNames(l,{type:'language',fallback:'none'}).of('xx')))
  for (const type of ['cardinal','ordinal']) console.log(l, type, t(() => { const p = new Intl.PluralRules(l,{type}); return [0,1,2,3,4,5,6,10,11,12,21,22,100,101,1000000,0.5,1.5].map(n=>p.select(n)).concat(p.resolvedOptions().pluralCategories) }), t(()=>new Intl.PluralRules(l,{type}).selectRange(1,2)))
  const r = (o,a,b) => console.log(l, JSON.stringify(o), t(() => new Intl.NumberFormat(l,o).formatRange(a,b)))
  r({},3,5); r({},3,3); r({style:'currency',currency:'EUR'},3,5); r({style:'percent'},0.1,0.2); r({style:'unit',unit:'kilometer'},1,5); r({notation:'compact'},1000,2000); r({style:'currency',currency:'USD',currencyDisplay:'name'},1,2); r({},-5,3)
}
