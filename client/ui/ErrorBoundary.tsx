import { Component, type ReactNode } from 'react'
import { ErrorState } from './ErrorState.tsx'
import { Panel } from './Panel.tsx'

export interface ErrorBoundaryProps {
  children: ReactNode
  className?: string | undefined
}

/** A part that fails says so in its place and can be tried again; the rest of the page lives on. Give it a key that changes with the page. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, { failed: boolean }> {
  override state = { failed: false }

  static getDerivedStateFromError(): { failed: boolean } {
    return { failed: true }
  }

  override render(): ReactNode {
    if (!this.state.failed) return this.props.children
    return (
      <Panel className={this.props.className}>
        <ErrorState code="page-failed" onRetry={() => this.setState({ failed: false })} />
      </Panel>
    )
  }
}
