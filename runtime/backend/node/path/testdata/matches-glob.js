// deskjs only: Node 20 has no matchesGlob
const path = require('path')

for (const [name, pattern] of [
  ['src/a.js', 'src/*.js'], ['src/.a.js', 'src/*.js'], ['src/.a.js', 'src/.*'], ['src/x/a.js', 'src/*.js'], ['src/x/a.js', '**/*.js'], ['src', 'src/**'],
  ['src/', 'src'], ['a/b/c', 'a/**/c'], ['a/c', 'a/**/c'], ['a/.x/c', 'a/**/c'], ['ab', 'a?'], ['a', 'a?'], ['x3', 'x[0-9]'], ['x-', 'x[0-9]'], ['x-', 'x[^0-9]'],
  ['x]', 'x[]]'], ['x[', 'x['], ['é', '[[:alpha:]]'], ['5', '[[:alpha:]]'], ['a.ts', '*.{js,ts}'], ['a2', 'a{1..3}'], ['a4', 'a{1..3}'], ['a07', 'a{05..10}'],
  ['aaa', '+(a)'], ['', '+(a)'], ['foo.js', '!(foo).js'], ['bar.js', '!(foo).js'], ['ab', '@(a|b)'], ['ab', '*(a|b)'], ['${a,b}', '${a,b}'], ['{a', '{a'], ['a/b', 'a/x/../b'],
  ['a/b', './a//b'], ['a+b.(c)', 'a+b.(c)'], ['.', '*'], ['..', '.*'], ['/a/b', '/a/*'], ['test-a.js', 'test-*.js'], ['a-b', '*(a-b)'],
]) console.log(name, pattern, path.posix.matchesGlob(name, pattern))
console.log(path.win32.matchesGlob('a\\B\\c.js', 'a/b/*.JS'), path.posix.matchesGlob('a\\b', 'a/b'))

// Of steps that grow with the pattern's length there are few.
console.log(path.posix.matchesGlob('a/'.repeat(60) + 'b', '**/a/'.repeat(30) + 'c'))
for (const wrong of [() => path.matchesGlob(1, ''), () => path.matchesGlob('', 1), () => path.matchesGlob('', '{1..9999999}'), () => path.matchesGlob('', 'x'.repeat(70000))]) {
  try {
    console.log(wrong())
  } catch (error) {
    console.log(error.name, error.code, error.message)
  }
}
