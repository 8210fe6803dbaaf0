/** The columns that the list can show beside the name, in their order. */
export const columns = {
  number: 'Number',
  postcode: 'Postcode',
  sector: 'Sector',
  size: 'Size',
  headcount: 'Employees',
  status: 'Status',
  lead: 'Lead',
  contact: 'Last contact',
} as const;

export type Column = keyof typeof columns;

export const everyColumn = Object.keys(columns) as Column[];

/** What is shown where nobody has chosen: of these, as many as the screen has room for. */
export const usualColumns: readonly Column[] = everyColumn.filter((column) => column !== 'headcount');
