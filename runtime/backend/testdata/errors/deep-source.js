// Source that nests too deeply is an error that can be caught.
const N = 100000
function src(name, code) {
  try { console.log(name, typeof (0, eval)(code)) } catch (error) { console.log(name, error.name + ': ' + error.message, error instanceof RangeError) }
}
src('[', '['.repeat(N))
src('[]', '['.repeat(N)+']'.repeat(N))
src('(', '('.repeat(N)+'1'+')'.repeat(N))
src('{', '{'.repeat(N)+'}'.repeat(N))
src('!', '!'.repeat(N)+'1')
src('-', '- '.repeat(N)+'1')
src('typeof', 'typeof '.repeat(N)+'1')
src('new', 'new '.repeat(N)+'Object')
src('=>', 'x=>'.repeat(N)+'1')
src('?', '1?'.repeat(N)+'1'+':1'.repeat(N))
src('?:', '1?1:'.repeat(N)+'1')
src('=', 'xx='.repeat(N)+'1')
src('**', '1**'.repeat(N)+'1');  src('.a', '({})'+'?.a'.repeat(N))
src('[0]', '"a"'+'[0]'.repeat(N))
src('()', 'var ff=()=>ff; ff'+'()'.repeat(N))
src('`', '`${'.repeat(N)+'1'+'}`'.repeat(N))
src('function', 'function f(){'.repeat(20000)+'}'.repeat(20000))
src('if', 'if(1)'.repeat(N)+';')
src('else if', 'if(0);else '.repeat(N)+';')
src('for', 'for(;0;)'.repeat(N)+';')
src('label', Array.from({length:N},(_, i)=>'l'+i+':').join('')+';')
src('obj', '({a:'.repeat(N)+'1'+'})'.repeat(N))
src('pattern', 'var '+'['.repeat(N)+'q'+']'.repeat(N)+'=[]')
src(',', '1,'.repeat(N)+'1')
src('class', '(class extends '.repeat(N)+'Object'+'{})'.repeat(N))
src('await', '(async()=>'+'await '.repeat(N)+'1)()');
src('chain', '1+'.repeat(2000) + '1')
try { new Function('return ' + '('.repeat(N) + ')'.repeat(N)) } catch (error) { console.log(error.message) }
console.log('goes on')
