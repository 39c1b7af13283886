'A text like this one, "a directive", may come before everything.'

import { sep } from 'node:path'
export function name() { return sep }
