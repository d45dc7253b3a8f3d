{{/* Whoever asks for names. */}}
{{- define "sagashop.dns" }}
- to:
    - namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: kube-system } }
  ports:
    - { port: 53, protocol: UDP }
    - { port: 53, protocol: TCP }
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
