import { useEffect, useState } from 'react'
import { dayOf } from '../shared/habits'

/** The day it is, also after midnight. */
export function useToday(): string {
  const [today, setToday] = useState(() => dayOf(new Date()))
  useEffect(() => {
    const timer = setInterval(() => setToday(dayOf(new Date())), 30_000)
    return () => clearInterval(timer)
  }, [])
  return today
}
