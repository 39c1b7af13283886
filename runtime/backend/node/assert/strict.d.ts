declare module 'assert/strict' {
  import { strict } from 'assert'
  export = strict
}

declare module 'node:assert/strict' {
  import { strict } from 'assert'
  export = strict
}
