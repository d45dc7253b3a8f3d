{{/* Whoever asks for names. */}}
{{- define "sagashop.dns" }}
{{- $dns := .Values.networkPolicies.dns }}
- {{- with $dns.to }}
  to: {{- toYaml . | nindent 4 }}
  {{- end }}
  ports:
    {{- range $dns.ports }}
    - { port: {{ . }}, protocol: UDP }
    - { port: {{ . }}, protocol: TCP }
    {{- end }}
{{- end }}
{{/* The pods of these services' databases, as a selector. (root, names) */}}
{{- define "sagashop.databasePods" }}
{{- $root := .root }}
{{- if eq .root.Values.databases.mode "simple" }}
matchLabels: {{- include "sagashop.selector" (dict "root" .root "component" "postgres") | nindent 2 }}
{{- else }}
matchExpressions:
  - key: cnpg.io/cluster
    operator: In
    values:
      {{- range .names }}
      - {{ include "sagashop.name" $root }}-{{ . }}-db
      {{- end }}
{{- end }}
{{- end }}
{{/* To the database of one service. (root, name) */}}
{{- define "sagashop.toDatabase" }}
{{- $databases := .root.Values.databases }}
- to:
    {{- if eq $databases.mode "simple" }}
    - podSelector:
        matchLabels: {{- include "sagashop.selector" (dict "root" .root "component" "postgres") | nindent 10 }}
    {{- else if eq $databases.mode "cloudnative-pg" }}
    - podSelector: { matchLabels: { cnpg.io/cluster: {{ include "sagashop.name" .root }}-{{ .name }}-db } }
    {{- else }}
    - ipBlock: { cidr: {{ $databases.urls.cidr }} }
    {{- end }}
  ports:
    - { port: {{ ternary $databases.urls.port 5432 (eq $databases.mode "urls") }}, protocol: TCP }
{{- end }}
{{/* To the services that one calls. (root, calls) */}}
{{- define "sagashop.toServices" }}
- to:
    {{- range .calls }}
    - podSelector:
        matchLabels: {{- include "sagashop.selector" (dict "root" $.root "component" .) | nindent 10 }}
    {{- end }}
  ports:
    - { port: 3000, protocol: TCP }
{{- end }}
