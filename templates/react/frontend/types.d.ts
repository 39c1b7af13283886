import 'react'

// Custom properties of CSS, as the style sheet has them.
declare module 'react' {
  interface CSSProperties {
    '--share'?: number
  }
}
