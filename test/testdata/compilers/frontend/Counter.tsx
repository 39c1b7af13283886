import { createSignal } from 'solid-js'
import { render } from 'solid-js/web'

function Counter(props: { label: string }) {
  const [count, setCount] = createSignal<number>(0)
  return <button onClick={() => setCount(count() + 1)}>{props.label} {count()}</button>
}

export const mountSolid = (element: HTMLElement) => render(() => <Counter label="Solid" />, element)
