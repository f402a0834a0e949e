// Articles: what is asked when one is rung up, and the manager's pages about them.

export const articles = {
  tile: { openPrice: 'Price?', from: 'from' },
  ask: {
    variant: 'Which one?',
    price: 'Enter the price',
    priceExplained: 'This article has no price of its own. What does it cost?',
    priceOfKg: 'This article has no price of its own. What does a kilogram cost?',
    weight: 'In grams, as the scale shows it.',
    weigh: 'Enter the weight',
    add: 'Add {{amount}}',
    age: 'Is the customer {{years}} or older?',
    ageExplained: 'If you are not sure, look at their card. The answer is kept with the sale, and asked once for it.',
    oldEnough: 'Yes, {{years}} or older',
    tooYoung: 'No, do not sell it',
  },
} as const;
