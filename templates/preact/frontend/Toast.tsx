import { useEffect } from 'preact/hooks'

interface Props {
  text: string
  action?: string
  onAction?: () => void
  /** Is called after a while. */
  onEnd?: () => void
}

export function Toast({ text, action, onAction, onEnd }: Props) {
  useEffect(() => {
    if (!onEnd) return
    const timer = setTimeout(onEnd, 8000)
    return () => clearTimeout(timer)
  }, [text])
  return (
    <div class="toast" role="status">
      <span>{text}</span>
      {action && <button type="button" onClick={onAction}>{action}</button>}
    </div>
  )
}
