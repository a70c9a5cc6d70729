package io.expandcontract.boot.hibernate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

import io.expandcontract.safety.MappedTables;
import jakarta.persistence.EntityManagerFactory;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.id.enhanced.SequenceStyleGenerator;
import org.hibernate.metamodel.mapping.AttributeMapping;
import org.hibernate.metamodel.mapping.EmbeddableValuedModelPart;
import org.hibernate.metamodel.mapping.EntityDiscriminatorMapping;
import org.hibernate.metamodel.mapping.ManagedMappingType;
import org.hibernate.metamodel.mapping.PluralAttributeMapping;
import org.hibernate.metamodel.mapping.SelectableMapping;
import org.hibernate.metamodel.mapping.ValuedModelPart;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.persister.entity.mutation.EntityTableMapping;
import org.jspecify.annotations.Nullable;

/**
 * Reads to which tables, columns and sequences the entities of a persistence unit are
 * mapped.
 */
public final class EntityMappings {

	private final MappedTables tables;

	private EntityMappings(MappedTables tables) {
		this.tables = tables;
	}

	/**
	 * Read a persistence unit. What is shared by inheritance is named after the entity
	 * that has the fewest tables.
	 * @param factory its factory
	 * @param tables what is told of each table and column
	 */
	public static void read(EntityManagerFactory factory, MappedTables tables) {
		EntityMappings mappings = new EntityMappings(tables);
		List<EntityPersister> entities = new ArrayList<>();
		factory.unwrap(SessionFactoryImplementor.class).getMappingMetamodel().forEachEntityDescriptor(entities::add);
		entities.sort(Comparator.comparingInt((EntityPersister entity) -> entity.getTableNames().length)
			.thenComparing(EntityPersister::getEntityName));
		entities.forEach(mappings::addEntity);
	}

	private void addEntity(EntityPersister entity) {
		String name = Objects.requireNonNullElse(entity.getJpaEntityName(), entity.getEntityName());
		String id = name + "." + entity.getIdentifierMapping().getAttributeName();
		for (String table : entity.getTableNames()) {
			this.tables.addTable(table, name);
		}
		for (EntityTableMapping table : entity.getTableMappings()) {
			table.getKeyMapping()
				.forEachKeyColumn(
						(index, column) -> this.tables.addColumn(table.getTableName(), column.getColumnName(), id));
		}
		addColumns(entity.getIdentifierMapping(), id);
		EntityDiscriminatorMapping discriminator = entity.getDiscriminatorMapping();
		if (discriminator != null && discriminator.hasPhysicalColumn()) {
			addColumns(discriminator, "the type of " + name);
		}
		if (entity.getGenerator() instanceof SequenceStyleGenerator generator) {
			this.tables.addTable(generator.getDatabaseStructure().getPhysicalName().render(), "the generator of " + id);
		}
		addAttributes(entity, name);
	}

	private void addAttributes(ManagedMappingType type, String owner) {
		type.forEachAttributeMapping(
				(attribute) -> addAttribute(attribute, owner + "." + attribute.getAttributeName()));
	}

	private void addAttribute(AttributeMapping attribute, String name) {
		if (attribute instanceof PluralAttributeMapping plural) {
			String table = plural.getSeparateCollectionTable();
			if (table != null) {
				this.tables.addTable(table, name);
				plural.getKeyDescriptor().visitKeySelectables((index, column) -> addColumn(column, name));
			}
			addColumns(plural.getElementDescriptor(), name);
			addColumns(plural.getIndexDescriptor(), name);
		}
		else if (attribute instanceof EmbeddableValuedModelPart embedded) {
			addAttributes(embedded.getEmbeddableTypeDescriptor(), name);
		}
		else {
			addColumns(attribute, name);
		}
	}

	private void addColumns(@Nullable ValuedModelPart part, String name) {
		if (part != null) {
			part.forEachSelectable((index, column) -> addColumn(column, name));
		}
	}

	private void addColumn(SelectableMapping column, String name) {
		if (!column.isFormula()) {
			this.tables.addColumn(column.getContainingTableExpression(), column.getSelectionExpression(), name);
		}
	}

}
