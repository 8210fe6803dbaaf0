import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';

/** What one page of a list needs to know: where it begins, and how to show that another follows. */
export interface PagePlace {
  after: string | null;
  /** Goes below the page; nothing where the page ends the list or another is shown already. */
  more: (pageInfo: { hasNextPage: boolean; endCursor: string | null }) => ReactNode;
}

/** A list that grows page by page as a person asks for more. */
export function Pages({ page }: { page: (place: PagePlace) => ReactNode }) {
  const [starts, setStarts] = useState<(string | null)[]>([null]);
  return starts.map((after, index) => (
    <div key={after ?? ''}>
      {page({
        after,
        more: ({ hasNextPage, endCursor }) =>
          hasNextPage && index === starts.length - 1 && <Button variant="default" size="xs" mt="sm" onClick={() => setStarts([...starts, endCursor])}>Show more</Button>,
      })}
    </div>
  ));
}
