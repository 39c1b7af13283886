// Greek capitals lose accents, and get a diaeresis where an accent kept two vowels apart.
for (const word of ['μάιος', 'άυλος', 'Μαΐου', 'ρωμέικα', 'νεράιδα', 'Όύτε', 'προϊόν', 'ευφυΐα', 'ή', 'ή;', 'ήτα', 'ᾠδή', 'Ἀθῆναι', 'οδός', 'abc ß é']) {
  console.log(word, word.toLocaleUpperCase('el'))
}
