import { Button, Container, Text, Title } from '@mantine/core';
import { Component, type ReactNode } from 'react';

/** Catches what the front end itself got wrong; a new release on the server, whose files have other names, is the usual reason. */
export class Crash extends Component<{ children: ReactNode }, { crashed: boolean }> {
  override state = { crashed: false };

  static getDerivedStateFromError() {
    return { crashed: true };
  }

  override render() {
    if (!this.state.crashed) return this.props.children;
    return (
      <Container component="main" size="sm" py={64}>
        <Title order={1} mb="md">Something went wrong on this page</Title>
        <Text mb="md">Load it again. If you were logging an interaction, its draft is kept.</Text>
        <Button onClick={() => window.location.reload()}>Load again</Button>
      </Container>
    );
  }
}
