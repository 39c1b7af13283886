import { onCleanup, Show } from 'solid-js'

interface Props {
  text: string
  action?: string
  onAction?: () => void
  /** Is called after a while. */
  onEnd?: () => void
}

export function Toast(props: Props) {
  const timer = setTimeout(() => props.onEnd?.(), 8000)
  onCleanup(() => clearTimeout(timer))
  return (
    <div class="toast" role="status">
      <span>{props.text}</span>
      <Show when={props.action}><button type="button" onClick={() => props.onAction?.()}>{props.action}</button></Show>
    </div>
  )
}
