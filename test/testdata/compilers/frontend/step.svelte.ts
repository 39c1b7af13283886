enum Step { None, One }

export const step: { by: number } = $state({ by: Step.One })
