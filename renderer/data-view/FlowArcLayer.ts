/** Arcs along which marks run from where electricity is fed in to where it is drawn. */
import type { DefaultProps } from '@deck.gl/core';
import { ArcLayer, type ArcLayerProps } from '@deck.gl/layers';

/** One field per line: the check of the layout reads it line by line. */
const RUN_BLOCK = `\
layout(std140) uniform runUniforms {
  float place;
  float strength;
} run;
`;
const runUniforms = {
  name: 'run',
  vs: RUN_BLOCK,
  fs: RUN_BLOCK,
  uniformTypes: { place: 'f32', strength: 'f32' },
} as const;

interface RunProps {
  /** Place of the marks along their way, 0..1. */
  readonly place: number;
  /** 0 = no marks, 1 = clear marks. */
  readonly strength: number;
}

export class FlowArcLayer<D> extends ArcLayer<D, RunProps> {
  static override layerName = 'FlowArcLayer';
  static override defaultProps: DefaultProps<FlowArcLayerProps<unknown>> = { place: 0, strength: 0 };

  override getShaders() {
    const shaders = super.getShaders();
    return {
      ...shaders,
      modules: [...shaders.modules, runUniforms],
      inject: {
        // Three marks on the way; each fades behind its head.
        'fs:DECKGL_FILTER_COLOR': `
          float behind = fract(run.place - geometry.uv.x * 3.0);
          float mark = smoothstep(0.55, 1.0, 1.0 - behind) * run.strength;
          color.a *= mix(1.0, 0.6, run.strength * (1.0 - mark));
          color.rgb = mix(color.rgb, vec3(1.0), mark * 0.4);
        `,
      },
    };
  }

  override draw(options: { uniforms: unknown }): void {
    const { place, strength } = this.props;
    this.state.model?.shaderInputs.setProps({ run: { place, strength } });
    super.draw(options);
  }
}

export type FlowArcLayerProps<D> = ArcLayerProps<D> & RunProps;
